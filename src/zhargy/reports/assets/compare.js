(function () {
  "use strict";
  var rows = [].slice.call(document.querySelectorAll(".pair"));
  var tools = document.querySelector(".tools");
  var search = document.getElementById("search");
  var count = document.getElementById("count");
  var fold = {"ё": "е", "a": "а", "c": "с", "e": "е", "o": "о", "p": "р", "x": "х", "y": "у", "i": "і", "ə": "ә", "h": "һ", "k": "к"};
  function plain(text) {
    return text.toLowerCase().replace(/[ёaceopxyiəhk]/g, function (c) { return fold[c]; });
  }
  var texts = null;
  function show() {
    var fates = [].slice.call(tools.querySelectorAll("[name=fate]:checked")).map(function (b) { return b.value; });
    var only = document.getElementById("substantive").checked;
    var unsure = document.getElementById("unsure").checked;
    var words = plain(search.value.trim());
    if (words && !texts) { texts = rows.map(function (r) { return plain(r.textContent); }); }
    var shown = 0;
    rows.forEach(function (row, n) {
      var is = fates.indexOf(row.dataset.f) >= 0 && (!only || row.dataset.s === "1") &&
        (!unsure || (+row.dataset.c < 90)) && (!words || texts[n].indexOf(words) >= 0);
      row.classList.toggle("hide", !is);
      if (is) { shown += 1; }
    });
    [].forEach.call(document.querySelectorAll(".group"), function (group) {
      group.classList.toggle("hide", !group.querySelector(".pair:not(.hide)"));
    });
    count.textContent = shown + " / " + rows.length;
  }
  function step(by) {
    var seen = rows.filter(function (r) { return !r.classList.contains("hide") && r.dataset.f !== "kept" && r.dataset.f !== "renumbered"; });
    var at = seen.indexOf(document.activeElement);
    var next = seen[at < 0 ? 0 : Math.min(seen.length - 1, Math.max(0, at + by))];
    if (next) { next.focus(); next.scrollIntoView({block: "start"}); }
  }
  tools.hidden = false;
  tools.addEventListener("change", function (event) {
    if (event.target.id === "inline") { document.body.classList.toggle("inline", event.target.checked); }
    else if (event.target.id === "style") { document.body.classList.toggle("nostyle", !event.target.checked); }
    else { show(); }
  });
  search.addEventListener("input", show);
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type === "search") { return; }
    if (event.key === "j") { step(1); }
    else if (event.key === "k") { step(-1); }
    else if (event.key === "/") { event.preventDefault(); search.focus(); }
    else if (event.key === "?") { var keys = document.getElementById("keys"); keys.open = !keys.open; }
  });
  show();
}());
