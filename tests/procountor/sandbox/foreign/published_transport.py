"""Drives ``BaseClient`` of the Python client ``Procountor``, newer than its last published release, unchanged.

It reads its host from PROCOUNTOR_HOST_TEST when it is imported, so that nothing has to be replaced.
"""

import json
import os
import sys
import urllib.request
from typing import Any

PDF = b"%PDF-1.7"


def upload(client: Any, number: int) -> dict[str, Any]:
    meta = {"name": "lasku.pdf", "referenceType": "INVOICE", "referenceId": number}
    files = {"meta": (None, json.dumps(meta), "application/json"), "file": PDF}
    return client.request("POST", "attachments", files=files)


def main(host: str, key: str, invoice: str) -> None:
    os.environ["PROCOUNTOR_HOST_TEST"] = host
    from procountor.transport import BaseClient  # noqa: PLC0415 - it reads the host while it is imported

    made = {"api_key": key, "client_id": "trackifiClient", "client_secret": "sandbox", "redirect_uri": f"{host}/back"}
    client = BaseClient(**made)
    first_token = client.access_token
    result = {
        "company": client.get("company")["content"]["id"],
        "partners": len(client.get("businesspartners", orderById="ASC", previousId=0)["content"]["results"]),
        "products": len(client.get("products")["content"]["results"]),
        "accounts": len(client.get("bankaccounts")["content"]["results"]),
    }
    number = client.post("invoices", json=json.loads(invoice))["content"]["id"]
    step = {"data": b'{"advance_seconds": 3700}', "headers": {"Content-Type": "application/json"}}
    urllib.request.urlopen(urllib.request.Request(f"{host}/sandbox/clock", **step)).close()
    result["late"] = upload(client, number)["status"]  # renews its token, then repeats the call with the old one
    result["renewed"] = client.access_token != first_token
    attached = upload(client, number)
    result["attached"] = attached["status"]
    file = client.get(f"attachments/{attached['content']['id']}")
    result["file"] = file["metadata"]["name"]
    result["read"] = file["content"] == PDF
    result["found"] = len(
        client.get("invoices", types="SALES_INVOICE", originalInvoiceNumber="1001")["content"]["results"]
    )
    result["refused"] = client.post("invoices", json={"type": "SALES_INVOICE"})["status"]
    try:
        BaseClient(**made, api_version="23.01")
    except RuntimeError as error:
        result["old"] = str(error)
    result["logout"] = client.invalidate_token()["status"]
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main(*sys.argv[1:])
