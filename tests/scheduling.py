"""Which of the processes that run the tests takes which file."""

from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

from tests.order import WAITING_FIRST, WAITING_LATER, place_of


class Lanes(LoadFileScheduling):
    """One process begins with the files that wait; the others come to those when only pages are left besides.

    Were two of them waiting at once, a processor would be idle: there are hardly more processes than processors.
    """

    def _assign_work_unit(self, node: WorkerController) -> None:
        order = WAITING_FIRST if node is self.nodes[0] else WAITING_LATER
        chosen = min(self.workqueue, key=lambda file: place_of(file, order))
        self.workqueue.move_to_end(chosen, last=False)
        super()._assign_work_unit(node)
