<?php
// What the PHP client takes from its surroundings: loading, a cache for the token, addresses, and an invoice to send.

require 'GuzzleHttp/autoload.php';
require 'Psr/Cache/autoload.php';
require 'Psr/Log/autoload.php';
spl_autoload_register(function (string $name) {
    $file = getenv('PROCOUNTOR_PHP_CLIENT') . '/src/' . strtr(substr($name, strlen('Procountor\\')), '\\', '/') . '.php';
    if (str_starts_with($name, 'Procountor\\') && is_file($file)) {
        require $file;
    }
});

use GuzzleHttp\Psr7\Uri;
use Procountor\Procountor\Collection\AbstractCollection;
use Procountor\Procountor\Interfaces\AbstractResourceInterface;
use Psr\Cache\CacheItemInterface;
use Psr\Cache\CacheItemPoolInterface;
use Psr\Http\Message\UriFactoryInterface;
use Psr\Http\Message\UriInterface;

/** The client counts on withPath joining a relative path to the one there; with Guzzle's own it would lose /latest/api. */
class Joining extends Uri
{
    public function withPath($path): UriInterface
    {
        return parent::withPath(str_starts_with($path, '/') ? $path : $this->getPath() . '/' . $path);
    }
}

class Addresses implements UriFactoryInterface
{
    public function createUri(string $uri = ''): UriInterface
    {
        return new Joining($uri);
    }
}

class Item implements CacheItemInterface
{
    private mixed $value = null;
    private bool $hit = false;

    public function __construct(private string $key) {}
    public function getKey(): string { return $this->key; }
    public function get(): mixed { return $this->value; }
    public function isHit(): bool { return $this->hit; }
    public function set($value): static { [$this->value, $this->hit] = [$value, true]; return $this; }
    public function expiresAt($expiration): static { return $this; }
    public function expiresAfter($time): static { return $this; }
}

class Memory implements CacheItemPoolInterface
{
    private array $items = [];

    public function getItem($key): CacheItemInterface { return $this->items[$key] ?? new Item($key); }
    public function getItems(array $keys = []): iterable { return array_map([$this, 'getItem'], $keys); }
    public function hasItem($key): bool { return isset($this->items[$key]); }
    public function clear(): bool { $this->items = []; return true; }
    public function deleteItem($key): bool { unset($this->items[$key]); return true; }
    public function deleteItems(array $keys): bool { array_map([$this, 'deleteItem'], $keys); return true; }
    public function save(CacheItemInterface $item): bool { $this->items[$item->getKey()] = $item; return true; }
    public function saveDeferred(CacheItemInterface $item): bool { return $this->save($item); }
    public function commit(): bool { return true; }
}

/** The client reads what its interfaces' get methods give; what is null it leaves out. */
class Row implements AbstractResourceInterface
{
    public function __construct(private array $given) {}
    public function getProduct(): string { return $this->given['product']; }
    public function getProductId(): int { return $this->given['productId']; }
    public function getQuantity(): float { return $this->given['quantity']; }
    public function getUnit(): string { return $this->given['unit']; }
    public function getUnitPrice(): float { return $this->given['unitPrice']; }
    public function getDiscountPercent(): float { return $this->given['discountPercent']; }
    public function getVatPercent(): float { return $this->given['vatPercent']; }
}

class Rows extends AbstractCollection
{
    public function addItem(AbstractResourceInterface $item): AbstractCollection { return $this->addItemToCollection($item); }
}

class Sale implements AbstractResourceInterface
{
    public function __construct(private array $given) {}
    public function getType(): string { return $this->given['type']; }
    public function getStatus(): string { return 'UNFINISHED'; }
    public function getDate(): DateTime { return new DateTime($this->given['date']); }
    public function getPartnerId(): int { return $this->given['partnerId']; }
    public function getCounterParty(): array { return $this->given['counterParty']; }
    public function getPaymentInfo(): array { return $this->given['paymentInfo']; }
    public function getExtraInfo(): array { return $this->given['extraInfo']; }
    public function getDiscountPercent(): float { return $this->given['discountPercent']; }
    public function getInvoiceChannel(): string { return $this->given['invoiceChannel']; }
    public function getVatStatus(): int { return $this->given['vatStatus']; }
    public function getLanguage(): ?string { return $this->given['language']; }
    public function getNotes(): ?string { return null; }
    public function getOriginalInvoiceNumber(): ?string { return $this->given['originalInvoiceNumber']; }
    public function getInvoiceRows(): AbstractCollection
    {
        return array_reduce($this->given['invoiceRows'], fn(Rows $rows, array $row) => $rows->addItem(new Row($row)), new Rows());
    }
}
