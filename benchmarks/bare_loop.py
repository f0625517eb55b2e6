"""The floor of an import: httpx, json and sqlite3, nothing checked, nothing kept safe."""

import json
import resource
import sqlite3
import sys
import time

import httpx

from benchmarks.children import KEY

SIZE = 200
INSERT = "insert or replace into partner values (?, ?, ?, ?, ?, ?, ?, ?)"


def run(url: str, path: str) -> dict[str, float]:
    began = time.perf_counter()
    database = sqlite3.connect(path)
    database.execute("pragma journal_mode=wal")
    database.execute(
        "create table partner (id integer primary key, type text, name text, active int, business_id text,"
        " city text, channel text, body text)"
    )
    calls = 0
    with httpx.Client(base_url=f"{url}/api") as client:
        form = {"grant_type": "client_credentials", "client_id": "trackifiClient", "client_secret": "sandbox"}
        token = client.post("/oauth/token", data={**form, "api_key": KEY}).json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        ids: list[int] = []
        for kind in ("CUSTOMER", "SUPPLIER"):
            for active in ("true", "false"):
                last = 0
                while True:
                    query = {"type": kind, "active": active, "orderById": "ASC", "size": SIZE, "previousId": last}
                    page = json.loads(client.get("/businesspartners", params=query).content)["results"]
                    calls += 1
                    ids += [one["id"] for one in page]
                    while len(ids) >= SIZE:
                        calls += _details(client, database, ids[:SIZE])
                        del ids[:SIZE]
                    if len(page) < SIZE:
                        break
                    last = page[-1]["id"]
        if ids:
            calls += _details(client, database, ids)
    seconds = time.perf_counter() - began
    return {"seconds": seconds, "calls": calls, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def _details(client: httpx.Client, database: sqlite3.Connection, ids: list[int]) -> int:
    found = json.loads(client.get(f"/businesspartners/{','.join(map(str, ids))}").content)
    rows = [
        (
            one["id"],
            one["type"],
            one["name"],
            one.get("registryInfo", {}).get("active"),
            one.get("invoicingInfo", {}).get("identifier"),
            one.get("address", {}).get("city"),
            one.get("invoicingInfo", {}).get("invoiceChannel"),
            json.dumps(one),
        )
        for one in (found if isinstance(found, list) else [found])
    ]
    database.executemany(INSERT, rows)
    database.commit()
    return 1


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], sys.argv[2])))
