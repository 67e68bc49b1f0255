/* A count that goes on: an open page looks now and then whether there is more, and shows it where it
stands. It expects, and the page works without it:
<main id="main"> ... <div data-live="live.json" data-entry="61">
  <p class="live__told">412 of 1,200 protocols ...</p>
  <label hidden><input type="checkbox" data-itself checked> Let it refresh itself</label>
</div> ... </main>
live.json says the newest entry (docs/spec/page.md). Nothing new costs a 304. The page is fetched
again only where the entry is another one; its main part takes the place of the old one. */
(() => {
  "use strict";
  var EVERY = 15, LONGEST = 300;
  var main = document.getElementById("main"), told = document.createElement("p");
  var wanted = true, wait = EVERY, timer = 0;

  function mark(place) { return place.querySelector("[data-live]"); }
  function known(box) { return Number(box.dataset.entry); }

  function offer() {
    var box = main.querySelector("[data-itself]");
    if (box) {
      box.parentElement.hidden = false;
      box.checked = wanted;
    }
  }

  function got(url, kind) {
    return fetch(url, { cache: "no-cache" }).then(answer => {
      if (!answer.ok) { throw new Error(url); }
      return answer[kind]();
    });
  }

  /* What a reader has in hand must be there afterwards: the focus, what was opened, where a wide
  table was pushed to. */
  function key(element) {
    return [element.tagName, element.id, element.getAttribute("href"), element.getAttribute("aria-label"),
      element.hasAttribute("data-itself")].join(" ");
  }
  function all(place, selector) { return [...place.querySelectorAll(selector)]; }

  function show(page) {
    var next = page.getElementById("main"), x = scrollX, y = scrollY;
    var focus = main.contains(document.activeElement) ? key(document.activeElement) : "";
    var open = all(main, "details").map(one => one.open);
    var pushed = all(main, ".scroll").map(one => one.scrollLeft);
    document.title = page.title;
    main.replaceChildren(...next.childNodes);
    offer();
    all(main, "details").forEach((one, n) => { one.open = Boolean(open[n]); });
    all(main, ".scroll").forEach((one, n) => { one.scrollLeft = pushed[n] || 0; });
    var same = focus && all(main, "a, input, summary, [tabindex]").find(one => key(one) === focus);
    if (same) { same.focus({ preventScroll: true }); }
    scrollTo(x, y);
    var words = main.querySelector(".live__told") || main.querySelector("h1");
    told.textContent = words ? words.textContent : "";
  }

  function look() {
    var box = mark(main);
    if (!box) { return Promise.resolve(); }
    return got(box.dataset.live, "json").then(live => {
      if (live.entry === known(box)) { return null; }
      return got(location.pathname, "text").then(text => {
        var page = new DOMParser().parseFromString(text, "text/html"), now = mark(page);
        // Of several servers one may still have the page of before; who marks words is not disturbed.
        if (now && known(now) <= known(box) || getSelection().type === "Range") { return; }
        show(page);
      });
    });
  }

  function later() {
    clearTimeout(timer);
    // Not all readers at once.
    if (mark(main)) { timer = setTimeout(turn, wait * (800 + 400 * Math.random())); }
  }

  function turn() {
    if (document.hidden || !wanted) { return later(); }
    return look().then(() => { wait = EVERY; }, () => { wait = Math.min(LONGEST, wait * 2); }).then(later);
  }

  main.addEventListener("change", event => {
    if (event.target.matches("[data-itself]")) {
      wanted = event.target.checked;
      if (wanted) { turn(); }
    }
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { turn(); } });
  told.className = "vh";
  told.setAttribute("role", "status");
  document.body.append(told);
  offer();
  later();
})();
