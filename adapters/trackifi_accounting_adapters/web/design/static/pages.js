// Makes the pages quicker to use. Everything works without it.
"use strict";

const live = document.getElementById("live");
const part = { headers: { "X-Part": "yes" }, credentials: "same-origin" };

async function fetched(address) {
  const answer = await fetch(address, part);
  signedOut(answer.status === 401 ? await answer.text() : "");
  return answer.ok ? answer.text() : "";
}

// Whoever has been signed out is told so and stays: loading the page anew would lose what is not saved.
function signedOut(html) {
  const said = document.getElementById("signed-out");
  if (!html || said) return html || said?.remove();
  const line = document.createElement("div");
  Object.assign(line, { id: "signed-out", className: "notice warn", innerHTML: html });
  line.setAttribute("role", "alert");
  document.getElementById("main").prepend(line);
}

function copying() {
  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      live.textContent = button.dataset.copy + " ✓";
      button.classList.add("main-button");
      setTimeout(() => button.classList.remove("main-button"), 1200);
    });
  }
}

// A form is sent once; while it is, a line under it says so and shows how far the work is.
function sending() {
  for (const form of document.querySelectorAll("form[method=post]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) return event.preventDefault();
      form.dataset.sent = "yes";
      for (const button of form.querySelectorAll("button:not([type=button])")) button.setAttribute("aria-disabled", "true");
      const busy = event.submitter?.dataset.busy ?? form.dataset.busy;
      if (!busy) return;
      const line = document.createElement("div");
      line.className = "busy-line";
      const bar = document.createElement("progress");
      bar.setAttribute("aria-label", busy);
      line.append(bar, busy);
      form.append(line);
      live.textContent = busy;
      if (form.dataset.progress) watch(line, form.dataset.progress, 700);
    });
  }
  // The back button brings a page back as it was left.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      form.querySelector(".busy-line")?.remove();
      for (const button of form.querySelectorAll("button")) button.removeAttribute("aria-disabled");
    }
  });
}

// Only what differs is written, for a live region reads out whatever is.
function watch(place, address, pause, before = "") {
  setTimeout(async () => {
    try {
      const html = await fetched(address);
      if (html && html !== before) place.innerHTML = before = html;
      if (place.querySelector("[data-ready]")) return;
    } catch { /* the page itself will say what went wrong */ }
    if (place.isConnected) watch(place, address, Math.min(pause * 1.3, 4000), before);
  }, pause);
}

// A text field that offers what the server finds: the combobox pattern with a list.
class Combo {
  constructor(input) {
    this.input = input;
    this.row = input.name.slice("text-".length);
    this.list = document.createElement("ul");
    Object.assign(this.list, { id: input.id + "-list", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.getAttribute("aria-label"));
    input.after(this.list);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", this.list.id]]) input.setAttribute(name, value);
    this.at = -1;
    input.addEventListener("input", () => this.later());
    input.addEventListener("click", () => this.list.hidden && this.open());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[data-id]");
      if (option) this.choose(option);
    });
  }
  field(name) { return this.input.form.elements[name + "-" + this.row]; }
  later() {
    changes(this.input.form);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.open(), 150);
  }
  async open() {
    const asked = this.asked = {};
    const text = this.input.value === this.field("label").value ? "" : this.input.value;
    const html = await fetched(this.input.dataset.combo + "&text=" + encodeURIComponent(text));
    if (asked !== this.asked || document.activeElement !== this.input) return;
    if (!html) return this.close();
    this.list.innerHTML = html;
    this.options = [...this.list.querySelectorAll("[data-id]")];
    this.options.forEach((option, place) => { option.id = this.list.id + "-" + place; });
    this.at = -1;
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.input.removeAttribute("aria-activedescendant");
  }
  close() {
    this.asked = null;
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
  async key(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) return this.open();
      this.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && !this.list.hidden) {
      event.preventDefault();
      if (this.options[this.at]) this.choose(this.options[this.at]);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    }
  }
  move(step) {
    if (!this.options.length) return;
    this.options[this.at]?.setAttribute("aria-selected", "false");
    this.at = (this.at + step + this.options.length) % this.options.length;
    const option = this.options[this.at];
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }
  choose(option) {
    this.input.value = this.field("label").value = option.dataset.name;
    this.field("party").value = option.dataset.id;
    const accept = this.field("accept");
    if (accept) accept.checked = option.dataset.id === (this.field("was").value || this.field("suggested").value);
    this.close();
    changes(this.input.form);
  }
}

function changed(row, form) {
  const of = (name) => form.elements[name + "-" + row]?.value ?? "";
  if (form.elements["accept-" + row]?.checked) return true;
  const text = of("text");
  if (text !== of("label")) return text !== "" || of("was") !== "" ;
  return of("party") !== (of("was") || of("suggested"));
}

function changes(form) {
  let many = 0;
  for (const line of form.querySelectorAll("[data-row]")) {
    const is = changed(line.dataset.row, form);
    line.classList.toggle("changed", is);
    many += is;
  }
  const told = document.getElementById("changes");
  if (told) told.textContent = many ? told.dataset.some + " " + many : told.dataset.none;
  return many;
}

function linking() {
  const form = document.querySelector("[data-links]");
  if (!form) return;
  for (const input of form.querySelectorAll("[data-combo]:not([readonly])")) new Combo(input);
  form.addEventListener("change", () => changes(form));
  // Leaving the page must not lose what was chosen and not saved.
  addEventListener("beforeunload", (event) => {
    if (!form.dataset.sent && changes(form)) event.preventDefault();
  });
  changes(form);
}

// A selection of invoices: all at once, and how many.
function selecting() {
  for (const all of document.querySelectorAll("[data-all]")) {
    all.closest("label").hidden = false;
    const boxes = [...document.querySelectorAll(all.dataset.all)];
    const told = document.getElementById("selected");
    const count = () => { told.textContent = boxes.filter((box) => box.checked).length + " / " + boxes.length; };
    all.addEventListener("change", () => { for (const box of boxes) box.checked = all.checked; count(); });
    for (const box of boxes) box.addEventListener("change", count);
    count();
  }
}

// What is on its way is looked at again until it has arrived.
function refreshing() {
  for (const place of document.querySelectorAll("[data-watch]")) watch(place, place.dataset.watch, 1500);
}

copying();
sending();
linking();
selecting();
refreshing();
