<?php
// Drives the PHP client procountor-php, unchanged, against the address, key and invoice given.
// What it wants from outside comes from published_client_needs.php: a cache, addresses, the invoice in its interfaces.
// It has no method for files, so the upload is a request of its own making whose body is replaced.

require __DIR__ . '/published_client_needs.php';

use GuzzleHttp\Psr7\HttpFactory;
use GuzzleHttp\Psr7\MultipartStream;
use Procountor\Procountor\Client;
use Procountor\Procountor\Environment;
use Psr\Log\NullLogger;

[, $host, $key, $invoice] = $argv;
$pool = new Memory();

function connect(string $version): Client
{
    global $host, $key, $pool;
    $address = ['trackifiClient', 'sandbox', $key, $host, "$host/back", new Addresses(), $version];
    $factory = new HttpFactory();
    $client = new GuzzleHttp\Client(['http_errors' => false]);
    return new Client($client, $factory, $factory, new NullLogger(), new Environment(...$address), $pool);
}

function upload(Client $client, int $id): object
{
    $meta = json_encode(['name' => 'lasku.pdf', 'referenceType' => 'INVOICE', 'referenceId' => $id]);
    $parts = new MultipartStream([
        ['name' => 'meta', 'filename' => 'meta.json', 'contents' => $meta, 'headers' => ['Content-Type' => 'application/json']],
        ['name' => 'file', 'filename' => 'lasku.pdf', 'contents' => '%PDF-1.7'],
    ]);
    $request = $client->createRequest('POST', Client::RESOURCE_ATTACHMENT)->withBody($parts);
    return $client->request($request->withHeader('Content-Type', 'multipart/form-data; boundary=' . $parts->getBoundary()));
}

$client = connect('latest');
$result = ['company' => $client->get('company')->id];
$query = ['orderById' => 'ASC', 'previousId' => 0];
$result['partners'] = count($client->get(Client::RESOURCE_BUSINESS_PARTNER, $query)->results);
$result['products'] = count($client->get('products', ['size' => 200])->results);
$result['accounts'] = count($client->get('bankaccounts')->results);
$saved = $client->post(Client::RESOURCE_INVOICE, new Sale(json_decode($invoice, true)));
$result['saved'] = $saved->status;
$step = ['method' => 'POST', 'header' => 'Content-Type: application/json', 'content' => '{"advance_seconds": 3700}'];
file_get_contents("$host/sandbox/clock", false, stream_context_create(['http' => $step]));
$result['late'] = upload($client, $saved->id)->errors[0]->status;
$pool->clear(); // what the cache would have done by itself when the hour was over
$result['attached'] = upload($client, $saved->id)->name;
$result['file'] = $client->get(Client::RESOURCE_INVOICE . '/' . $saved->id)->attachments[0]->name;
$search = ['types' => 'SALES_INVOICE', 'originalInvoiceNumber' => '1001'];
$result['found'] = count($client->get(Client::RESOURCE_INVOICE, $search)->results);
$result['old'] = connect('v2301')->get('company')->errors[0]->status;
echo json_encode($result);
