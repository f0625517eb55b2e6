// The way of the Node client: bare /api, no redirect_uri, meta as an application/json part. Stack: undici's fetch.
const [host, key, invoice] = process.argv.slice(2);
const form = { grant_type: "client_credentials", client_id: "trackifiClient", client_secret: "sandbox", api_key: key };
let token = "";
let tokens = 0;

async function renew() {
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  const answer = await fetch(`${host}/api/oauth/token`, { method: "POST", headers, body: new URLSearchParams(form).toString() });
  if (!answer.ok) throw new Error(`token ${answer.status}`);
  token = (await answer.json()).access_token;
  tokens += 1;
}

async function call(method, path, { body, headers = {} } = {}) {
  for (let attempt = 0; ; attempt += 1) {
    const made = { method, body, headers: { ...headers, Authorization: `Bearer ${token}` } };
    const answer = await fetch(`${host}/api${path}`, made);
    if (answer.status !== 401 || attempt) {
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    }
    await renew();
  }
}

const json = { "Content-Type": "application/json" };
const company = (await call("GET", "/company")).id;
const partners = (await call("GET", "/businesspartners?orderById=ASC&previousId=0")).results.length;
const { id } = await call("POST", "/invoices", { body: invoice, headers: json });
await fetch(`${host}/sandbox/clock`, { method: "POST", headers: json, body: JSON.stringify({ advance_seconds: 3700 }) });
const meta = { name: "lasku.pdf", referenceType: "INVOICE", referenceId: id, sendWithInvoice: false };
const upload = new FormData();
upload.append("meta", new Blob([JSON.stringify(meta)], { type: "application/json" }));
upload.append("file", new Blob(["%PDF-1.7"], { type: "application/pdf" }), "lasku.pdf");
await call("POST", "/attachments", { body: upload });
const file = (await call("GET", `/invoices/${id}`)).attachments[0].name;
const old = (await fetch(`${host}/v2301/api/oauth/token`, { method: "POST" })).status;
console.log(JSON.stringify({ company, partners, tokens, file, old }));
