(function () {
  "use strict";
  function all(selector, within) { return [].slice.call((within || document).querySelectorAll(selector)); }
  function by(id) { return document.getElementById(id); }
  var body = document.body, tools = document.querySelector(".tools"), search = by("search");
  var rows = all(".pair"), seen = rows, texts = null;
  var shapes = "http://www.w3.org/2000/svg";
  function made(name, text) {
    var element = document.createElement(name);
    element.textContent = text;
    return element;
  }
  function shape(fate) {
    var svg = document.createElementNS(shapes, "svg");
    svg.setAttribute("class", "i");
    svg.setAttribute("aria-hidden", "true");
    svg.appendChild(document.createElementNS(shapes, "use")).setAttribute("href", "#i-" + fate);
    return svg;
  }
  // A row holds one copy of the words; the second column is the first one without what went.
  function columns(row) {
    var text = row.querySelector(".act"), changed = text && text.querySelector("ins, del"), both, other;
    if (!changed) { return; }
    both = document.createElement("div");
    both.className = "cols";
    row.replaceChild(both, text);
    both.appendChild(text).className = row.matches(".new") ? "n" : "o";
    if (row.matches(".new, .dropped")) { return; }
    other = both.appendChild(text.cloneNode(true));
    other.className = "n";
    all("del", other).forEach(function (gone) { gone.remove(); });
  }
  var why = JSON.parse(by("rows").dataset.why);
  function reasons(line) {
    var values = line.textContent.split(" · ");
    var said = why[line.dataset.w].replace(/#/g, function () { return values.shift(); }).split("\n");
    var details = made("details", said[1]);
    details.className = "why";
    details.prepend(made("summary", said[0]));
    line.replaceWith(details);
  }
  rows.forEach(function (row) {
    row.tabIndex = -1;
    row.querySelector("i").prepend(shape(row.classList[1]));
    columns(row);
  });
  all("p.why").forEach(reasons);
  var fold = {"ё": "е", "a": "а", "c": "с", "e": "е", "o": "о", "p": "р", "x": "х", "y": "у", "i": "і", "ə": "ә", "h": "һ", "k": "к"};
  function plain(text) {
    return text.toLowerCase().replace(/[ёaceopxyiəhk]/g, function (c) { return fold[c]; });
  }
  function parts(row) { return all(".pair > p > b, .pair > p > a, .act, .cols > p", row); }
  function words(row) { return plain(parts(row).map(function (p) { return p.textContent; }).join("\n")); }
  function mark(wanted) {
    if (!window.Highlight) { return; }
    var ranges = [];
    seen.forEach(function (row) {
      if (!wanted) { return; }
      parts(row).forEach(function (part) {
        var walk = document.createTreeWalker(part, 4), node, at, text, range;
        while ((node = walk.nextNode())) {
          text = plain(node.data);
          for (at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
            range = new Range();
            range.setStart(node, at);
            range.setEnd(node, at + wanted.length);
            ranges.push(range);
          }
        }
      });
    });
    CSS.highlights.set("found", new Highlight(...ranges));
  }
  function show() {
    var fates = all("[name=fate]:checked").map(function (box) { return box.value; });
    var only = by("substantive").checked, unsure = by("unsure").checked;
    var wanted = plain(search.value.trim());
    body.classList.toggle("one", by("inline").checked);
    body.classList.toggle("two", !by("inline").checked);
    body.classList.toggle("nostyle", !by("style").checked);
    if (wanted && !texts) { texts = rows.map(words); }
    seen = rows.filter(function (row, n) {
      var is = row.classList;
      return fates.some(function (fate) { return is.contains(fate); }) && (!only || is.contains("s")) &&
        (!unsure || is.contains("u")) && (!wanted || texts[n].indexOf(wanted) >= 0);
    });
    var kept = new Set(seen);
    rows.forEach(function (row) { row.classList.toggle("hide", !kept.has(row)); });
    all(".group").forEach(function (group) {
      group.classList.toggle("hide", !group.querySelector(".pair:not(.hide)"));
    });
    mark(wanted);
    by("none").hidden = seen.length > 0;
    by("count").textContent = by("count").dataset.words.replace("#", seen.length).replace("#", rows.length);
  }
  function step(to) {
    var changed = seen.filter(function (row) { return !row.matches(".kept, .renumbered"); });
    var at = changed.indexOf(document.activeElement.closest(".pair"));
    if (!changed.length) { return; }
    if (at < 0) {
      var line = parseFloat(getComputedStyle(rows[0]).scrollMarginTop);
      var below = changed.filter(function (row) { return row.getBoundingClientRect().top > line + 2 * to; });
      at = changed.length - below.length + (to > 0 ? -1 : 0);
    }
    var next = changed[Math.min(changed.length - 1, Math.max(0, at + to))];
    next.focus({preventScroll: true});
    next.scrollIntoView({block: "start"});
  }
  function reveal() {
    var row = location.hash && by(decodeURIComponent(location.hash.slice(1)));
    if (row && row.closest(".hide")) { tools.reset(); search.value = ""; show(); row.scrollIntoView(); }
  }
  body.classList.add("js");
  tools.addEventListener("change", show);
  tools.addEventListener("reset", function () { search.value = ""; setTimeout(show); });
  tools.addEventListener("submit", function (event) { event.preventDefault(); });
  search.addEventListener("input", show);
  by("next").addEventListener("click", function () { step(1); });
  by("previous").addEventListener("click", function () { step(-1); });
  window.addEventListener("hashchange", reveal);
  // By place on the keyboard too: under a Cyrillic layout the key J gives another letter.
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target === search || !by("letters").checked) { return; }
    if (event.key === "j" || event.code === "KeyJ") { step(1); }
    else if (event.key === "k" || event.code === "KeyK") { step(-1); }
    else if (event.key === "?" || event.shiftKey && event.code === "Slash") { by("keys").open = !by("keys").open; }
    else if (event.key === "/" || event.code === "Slash") { event.preventDefault(); search.focus(); }
  });
  show();
  reveal();
}());
