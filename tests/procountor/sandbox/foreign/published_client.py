"""Drives the Python client ``Procountor`` from the package index, unchanged, against the address and key given.

The package has its hosts in a table and no setting for another one, so the entry "test" of that table is replaced from
outside; not a line of it differs otherwise. Run by another interpreter's path: this file needs nothing of ours.
"""

import json
import sys
import tempfile
import urllib.request
import warnings

from procountor.client import Client


def main(host: str, key: str, invoice: str) -> None:
    Client._endpoints["hosts"]["test"] = host
    made = {"api_key": key, "client_id": "trackifiClient", "client_secret": "sandbox", "redirect_uri": f"{host}/back"}
    client = Client(**made, test_mode=True, api_version="supported")
    first_token = client.access_token
    result = {
        "company": client.get_company()["content"]["id"],
        "partners": len(client.get_business_partners(orderById="ASC", previousId=0)["content"]["results"]),
        "products": len(client.get_products()["content"]["results"]),
        "vats": client.get_vats()["status"],
        "accounts": len(client.get_bank_accounts()["content"]["results"]),
        "user": client.get_users()["status"],
        "currencies": client.get_currencies()["status"],
        "years": client.get_fiscal_years()["status"],
    }
    number = client.post_invoice(**json.loads(invoice))["content"]["id"]
    step = {"data": b'{"advance_seconds": 3700}', "headers": {"Content-Type": "application/json"}}
    urllib.request.urlopen(urllib.request.Request(f"{host}/sandbox/clock", **step)).close()
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(b"%PDF-1.7")
        file.flush()
        meta = {"name": "lasku.pdf", "referenceType": "INVOICE", "referenceId": number}
        # Release 2.4.0 asks for a new token on 401, then repeats the call with the old one; its next call is right.
        result["late"] = client.post_attachment(meta, file.name)["status"]
        result["renewed"] = client.access_token != first_token
        result["attached"] = client.post_attachment(meta, file.name)["status"]
    result["file"] = client.get_invoice(number)["content"]["attachments"][0]["name"]
    result["found"] = len(client.get_invoices(types="SALES_INVOICE")["content"]["results"])
    try:
        Client(**made, api_version="23.01")
    except RuntimeError as error:
        result["old"] = str(error)
    client.invalidate_token()
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    warnings.simplefilter("ignore")  # the package is older than this Python's opinion of its regular expressions
    main(*sys.argv[1:])
