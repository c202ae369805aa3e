// All of this is comfort: every page works whole without it.
// Swaps a result in place, completes names, keys, copies. No library.
"use strict";
(() => {
  const $ = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const say = (text) => { $("#status").textContent = text; };

  // --- a result swapped in place ---------------------------------------------------------------
  let asking, shown = location.pathname + location.search;
  const searchPath = (url) => url.origin === location.origin && /\/search(\/people)?$/.test(url.pathname);

  async function swap(url, push, y = 0) {
    if (asking) asking.abort();
    asking = new AbortController();
    const focused = document.activeElement && document.activeElement.id;
    const main = $("main");
    main.setAttribute("aria-busy", "true");
    let page;
    try {
      const reply = await fetch(url, { signal: asking.signal, headers: { Accept: "text/html" } });
      page = new DOMParser().parseFromString(await reply.text(), "text/html");
      if (!$("#result", page)) throw new Error("another page");
      if (push) {
        history.replaceState({ y: scrollY }, "");
        history.pushState({ y: 0 }, "", reply.url);
      }
    } catch (error) {
      if (error.name !== "AbortError") location.assign(url);
      return;
    }
    shown = location.pathname + location.search;
    main.replaceWith(document.adoptNode($("main", page)));
    $(".tongue").replaceWith(document.adoptNode($(".tongue", page)));
    document.title = page.title;
    document.body.className = page.body.className;
    begin($("main"));
    const title = $("#understood"), count = $("#result .count strong"), fault = $("#fault");
    say([title && title.textContent, (count || fault || {}).textContent].filter(Boolean).join(" – "));
    const again = focused && document.getElementById(focused);
    (again || title).focus({ preventScroll: Boolean(again) });
    if (!again || y) scrollTo(0, y);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a");
    if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const url = new URL(link.href.baseVal || link.href, location);
    if (!$("#result") || !link.closest("main") || link.hasAttribute("download") || !searchPath(url)) return;
    event.preventDefault();
    swap(url, true);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "get") return;
    const url = new URL(form.action);
    url.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    event.preventDefault();
    if ($("#result") && searchPath(url)) swap(url, true);
    else location.assign(url);
  });

  addEventListener("popstate", (event) => {
    if (shown === location.pathname + location.search) return; // a link within the page
    if ($("#result") && searchPath(new URL(location))) swap(location.href, false, event.state && event.state.y);
    else location.reload();
  });

  // --- names completed (WAI-ARIA combobox with a list) -----------------------------------------
  function combobox(input) {
    const list = document.createElement("ul");
    let at = -1, timer, last = "";
    list.id = input.id + "-options";
    list.className = "options";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels[0].textContent);
    input.after(list);
    const set = (name, value) => input.setAttribute("aria-" + name, value);
    input.setAttribute("role", "combobox");
    set("autocomplete", "list");
    set("controls", list.id);
    set("expanded", false);

    const close = () => { list.hidden = true; at = -1; set("expanded", false); input.removeAttribute("aria-activedescendant"); };
    const mark = (next) => {
      const options = all("li", list);
      at = (next + options.length) % options.length;
      options.forEach((option, n) => option.setAttribute("aria-selected", n === at));
      set("activedescendant", options[at].id);
      options[at].scrollIntoView({ block: "nearest" });
    };
    const choose = (option) => { input.value = option.dataset.name; close(); input.form.requestSubmit(); };

    async function ask() {
      const typed = input.value.trim();
      if (typed === last && !list.hidden) return;
      last = typed;
      if (typed.length < 2) return close();
      const url = new URL(input.dataset.suggest, location);
      url.searchParams.set("q", typed);
      const reply = await fetch(url).then((found) => (found.ok ? found.json() : { items: [] })).catch(() => ({ items: [] }));
      if (input.value.trim() !== typed || document.activeElement !== input) return;
      list.replaceChildren(...reply.items.map((item, n) => {
        const option = document.createElement("li"), count = document.createElement("span");
        option.id = list.id + n;
        option.dataset.name = item.name;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", false);
        count.className = "n";
        count.textContent = item.quotations;
        option.append(item.name, count);
        return option;
      }));
      at = -1;
      list.hidden = !reply.items.length;
      set("expanded", !list.hidden);
      say(input.dataset.found.replace("{n}", reply.items.length));
    }

    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 120); });
    input.addEventListener("blur", () => setTimeout(close, 150));
    list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const option = event.target.closest("li");
      if (option) choose(option);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const down = event.key === "ArrowDown";
        if (list.hidden) ask();
        else mark(at < 0 && !down ? -1 : at + (down ? 1 : -1));
      } else if (event.key === "Enter" && at >= 0) {
        event.preventDefault();
        choose(all("li", list)[at]);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      }
    });
  }

  // --- copies, dropped files -------------------------------------------------------------------
  document.addEventListener("click", async (event) => {
    const button = event.target.closest && event.target.closest("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    say(button.dataset.done);
    const before = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = before; }, 1600);
  });

  function droppable(area) {
    area.addEventListener("dragover", (event) => { event.preventDefault(); area.classList.add("over"); });
    area.addEventListener("dragleave", () => area.classList.remove("over"));
    area.addEventListener("drop", async (event) => {
      area.classList.remove("over");
      const file = event.dataTransfer.files[0];
      if (!file) return;
      event.preventDefault();
      area.value = await file.text();
    });
  }

  // --- keys: single letters can be switched off (WCAG 2.1.4), remembered on this machine alone ---
  const keys = $("#keys-on");
  try { keys.checked = localStorage.getItem("keys") !== "off"; } catch { /* storage is refused */ }
  keys.addEventListener("change", () => {
    try { localStorage.setItem("keys", keys.checked ? "on" : "off"); } catch { /* as above */ }
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys]")) { event.preventDefault(); $("#keys-dialog").showModal(); }
  });
  document.addEventListener("keydown", (event) => {
    if (!keys.checked) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
    if (event.key === "/") {
      const field = $("#q") || $("input[type=search]");
      if (field) { event.preventDefault(); field.focus(); field.select(); }
    } else if (event.key === "?") {
      $("#keys-dialog").showModal();
    } else if (event.key === "j" || event.key === "k") {
      const cards = all(".card"), here = cards.indexOf(document.activeElement.closest(".card"));
      const next = cards[here < 0 ? 0 : Math.min(cards.length - 1, Math.max(0, here + (event.key === "j" ? 1 : -1)))];
      if (next) { next.tabIndex = -1; next.focus(); }
    }
  });

  function begin(within) {
    all("[data-suggest]", within).forEach(combobox);
    all("[data-drop]", within).forEach(droppable);
    all("button[data-copy]", within).forEach((button) => { button.hidden = !navigator.clipboard; });
  }
  begin(document);
})();
