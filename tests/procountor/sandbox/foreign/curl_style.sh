#!/bin/sh
# The way of the PHP clients, which sit on libcurl: /latest/api, redirect_uri sent, meta as a file named meta.json.
set -eu
host=$1 key=$2 invoice=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
token() {
  curl -sS --fail -d grant_type=client_credentials -d client_id=trackifiClient -d client_secret=sandbox \
    --data-urlencode "redirect_uri=$host/back" --data-urlencode "api_key=$key" "$host/latest/api/oauth/token" |
    sed 's/.*"access_token":"\([^"]*\)".*/\1/'
}
number() { sed 's/.*"'"$1"'":\([0-9]*\).*/\1/'; }
bearer=$(token)
company=$(curl -sS --fail -H "Authorization: Bearer $bearer" "$host/latest/api/company" | grep -o '"id":[0-9]*' | head -1 | number id)
partners=$(curl -sS --fail -H "Authorization: Bearer $bearer" "$host/latest/api/businesspartners?orderById=ASC&previousId=0" |
  grep -o '"identifierType"\|"customerNumber"' | wc -l)
id=$(curl -sS --fail -H "Authorization: Bearer $bearer" -H "Content-Type: application/json" --data-binary "$invoice" \
  "$host/latest/api/invoices" | grep -o '"id":[0-9]*' | head -1 | number id)
curl -sS --fail -o /dev/null -d '{"advance_seconds": 3700}' "$host/sandbox/clock"
late=$(curl -sS -o /dev/null -w '%{http_code}' -H "Authorization: Bearer $bearer" "$host/latest/api/company")
bearer=$(token)
printf '{"name":"lasku.pdf","referenceType":"INVOICE","referenceId":%s}' "$id" > "$work/meta.json"
printf '%%PDF-1.7' > "$work/lasku.pdf"
curl -sS --fail -o /dev/null -H "Authorization: Bearer $bearer" -F "meta=@$work/meta.json;type=application/json" \
  -F "file=@$work/lasku.pdf;type=application/pdf" "$host/latest/api/attachments"
file=$(curl -sS --fail -H "Authorization: Bearer $bearer" "$host/latest/api/invoices/$id" | grep -o '"name":"lasku.pdf"' | head -1 | cut -d'"' -f4)
old=$(curl -sS -o /dev/null -w '%{http_code}' -d grant_type=client_credentials "$host/v2301/api/oauth/token")
printf '{"company":%s,"partners":%s,"late":%s,"file":"%s","old":%s}\n' "$company" "$partners" "$late" "$file" "$old"
