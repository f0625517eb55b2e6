// Drives the Go client go-procountor, unchanged, against the address, key and invoice given.
// It has no method for business partners, one invoice and files: those are requests of ours, sent and read by its Do.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"os"
	"strings"

	procountor "github.com/omniboost/go-procountor"
)

type object map[string]interface{}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func connect(host, version, key string) *procountor.Client {
	config := procountor.NewOauth2Config()
	config.ClientID, config.ClientSecret, config.APIKey = "trackifiClient", "sandbox", key
	config.Endpoint.TokenURL = host + version + "/api/oauth/token"
	base, err := url.Parse(host + version + "/api")
	check(err)
	client := procountor.NewClient(config.Client(context.Background(), nil))
	client.SetBaseURL(*base)
	return client
}

func call(client *procountor.Client, method, path, kind string, body io.Reader) (int, object) {
	base := client.BaseURL()
	request, err := http.NewRequest(method, base.String()+path, body)
	check(err)
	request.Header.Set("Content-Type", kind)
	read := object{}
	answer, err := client.Do(request, &read)
	check(err)
	return answer.StatusCode, read
}

func results(read object) []interface{} {
	return read["results"].([]interface{})
}

func post(client *procountor.Client, invoice string) procountor.InvoicesPostResponseBody {
	given := object{}
	check(json.Unmarshal([]byte(invoice), &given))
	given["status"] = "UNFINISHED" // this client always names it
	for _, row := range given["invoiceRows"].([]interface{}) {
		known := row.(map[string]interface{}) // its rows hold whole numbers, and always name a VAT status
		known["quantity"], known["vatPercent"], known["vatStatus"] = 7, 10, 1
	}
	text, err := json.Marshal(given)
	check(err)
	request := client.NewInvoicesPostRequest()
	check(json.Unmarshal(text, request.RequestBody()))
	saved, err := request.Do()
	check(err)
	return saved
}

func upload(client *procountor.Client, id int) int {
	var form bytes.Buffer
	parts := multipart.NewWriter(&form)
	head := textproto.MIMEHeader{"Content-Disposition": {`form-data; name="meta"`}, "Content-Type": {"application/json"}}
	meta, err := parts.CreatePart(head)
	check(err)
	fmt.Fprintf(meta, `{"name":"lasku.pdf","referenceType":"INVOICE","referenceId":%d,"sendWithInvoice":false}`, id)
	file, err := parts.CreateFormFile("file", "lasku.pdf")
	check(err)
	fmt.Fprint(file, "%PDF-1.7")
	check(parts.Close())
	status, _ := call(client, http.MethodPost, "/attachments", parts.FormDataContentType(), &form)
	return status
}

func registers(client *procountor.Client) object {
	company, vats, banks := client.NewCompanyGetRequest(), client.NewVatsDefaultGetRequest(), client.NewBankAccountsGetRequest()
	here, err := company.Do()
	check(err)
	rates, err := vats.Do()
	check(err)
	accounts, err := banks.Do()
	check(err)
	_, partners := call(client, http.MethodGet, "/businesspartners?orderById=ASC&previousId=0", "", nil)
	return object{
		"company": here.ID, "partners": len(results(partners)), "accounts": len(accounts.Results),
		"rates": len(rates.VatInformation) > 0 && len(rates.VatStatuses) > 0,
	}
}

func main() {
	host, key, invoice := os.Args[1], os.Args[2], os.Args[3]
	client := connect(host, "/latest", key)
	result := registers(client)
	saved := post(client, invoice)
	result["saved"], result["percent"] = saved.Status, saved.InvoiceRows[0].VatPercent
	search := client.NewInvoicesGetRequest()
	search.QueryParams().Types, search.QueryParams().OriginalInvoiceNumber = []string{"SALES_INVOICE"}, "1001"
	found, err := search.Do()
	check(err)
	result["found"] = len(found.Results)
	_, same := call(client, http.MethodGet, "/invoices?originalInvoiceNumber=1001", "", nil)
	id := int(results(same)[0].(map[string]interface{})["id"].(float64))
	_, err = http.Post(host+"/sandbox/clock", "application/json", strings.NewReader(`{"advance_seconds": 3700}`))
	check(err)
	result["late"] = upload(client, id)
	client = connect(host, "/latest", key) // its token is renewed by this machine's clock, which has not moved
	result["attached"] = upload(client, id)
	_, invoiced := call(client, http.MethodGet, fmt.Sprintf("/invoices/%d", id), "", nil)
	result["file"] = invoiced["attachments"].([]interface{})[0].(map[string]interface{})["name"]
	old := connect(host, "/v2301", key).NewCompanyGetRequest()
	_, err = old.Do()
	result["old"] = strings.Contains(fmt.Sprint(err), "404")
	check(json.NewEncoder(os.Stdout).Encode(result))
}
