// Drives the Node client procountor-api-client, built from its own sources, unchanged, against the address and key given.
// PROCOUNTOR_NODE_CLIENT names the folder it was built in; docs/reference/certification.md tells how.
const path = require("node:path");
const { ProcountorApiClient } = require(path.resolve(process.env.PROCOUNTOR_NODE_CLIENT, "dist", "index.js"));

const [host, key, invoice] = process.argv.slice(2);
const made = { clientId: "trackifiClient", clientSecret: "sandbox", apiKey: key };
const connect = (base) => new ProcountorApiClient(made, { baseURL: host + base });
const status = (call) => call.then((answer) => answer.status, (error) => error.response.status);

async function main() {
  const client = connect("/api");
  const { api } = client;
  const result = { company: (await api.company.getCompanyInfo()).data.id };
  result.partners = (await api.businesspartners.searchBusinessPartners({ orderById: "ASC", previousId: 0 })).data.results.length;
  result.products = (await api.products.getProducts({ size: 200 })).data.results.length;
  result.rates = (await api.vats.getVatStatusesForCompany()).data.vatInformation.length > 0;
  result.accounts = (await api.bankaccounts.getBankAccounts()).data.results.length;
  result.user = (await api.users.getCurrentUser()).status;
  const { id } = (await api.invoices.saveInvoice(JSON.parse(invoice))).data;
  const headers = { "Content-Type": "application/json" };
  await fetch(`${host}/sandbox/clock`, { method: "POST", headers, body: '{"advance_seconds": 3700}' });
  const meta = { name: "lasku.pdf", referenceType: "INVOICE", referenceId: id, mimeType: "application/pdf" };
  const upload = () => api.helpers.saveAttachment({ ...meta, sendWithInvoice: false }, Buffer.from("%PDF-1.7"));
  result.late = await status(upload());
  client.resetAccessToken(); // what its own timer calls when the hour is over
  result.attached = await status(upload());
  result.file = (await api.invoices.getInvoice(String(id))).data.attachments[0].name;
  const numbers = { types: ["SALES_INVOICE"], originalInvoiceNumber: "1001", size: 200 };
  result.found = (await api.invoices.searchInvoice(numbers)).data.results.filter((found) => found.id === id).length;
  result.refused = await api.invoices.saveInvoice({ type: "SALES_INVOICE" }).catch((error) => error.message.slice(0, 38));
  result.old = await status(connect("/v2301/api").api.company.getCompanyInfo());
  process.stdout.write(JSON.stringify(result));
}

main().then(() => process.exit(0), (error) => { console.error(error); process.exit(1); }); // its timer would wait an hour
