/* Search in an act as one types. It expects, and works without anything else on the page:
<form role="search" action="words.html" data-index="search/index.json" data-root="act.html#"
      data-none="Nothing found" data-one="{n} provision" data-few="" data-many="" data-other="{n} provisions"
      data-failed="The index could not be loaded">
  <label for="q">Search</label> <input id="q" name="q" type="search" autocomplete="off">
  <p role="status"></p> <ol hidden></ol>
</form>
A result leads to data-root + address; "{top}" in data-root is the first step of the address.
The index: docs/spec/search.md. The same rules, in Python: terms/search.py. */
(() => {
  "use strict";
  var LETTERS = "(?:[\\p{L}\\p{Nl}\\p{No}][\\u0300-\\u036f]*\\u00ad?)+\\p{Nd}*";
  var WORD = new RegExp("\\p{Nd}+(?:[-‐‑.]\\p{Nd}+)*|" + LETTERS + "(?:[-‐‑’']" + LETTERS + ")*", "gu");
  var NUMBER = /^\p{Nd}/u, SCRIPTS = [/[Ѐ-ӿ]/, /[a-zə]/], SHOWN = 20;

  function ordinals(steps) {
    var at = 0;
    return new Set((steps || []).map(step => at += step));
  }
  function entry(row) {
    var texts = ordinals(row[2]), labels = ordinals(row[3]);
    return {
      words: [row[0]].concat(row[1].split(" ")), forms: row[1].split(" "), texts: texts,
      held: new Set([...texts, ...labels]), leads: ordinals(row[4])
    };
  }
  function load(url) {
    return fetch(url).then(answer => {
      if (!answer.ok) { throw new Error(url); }
      return answer.json();
    });
  }

  function Index(url, head) {
    var own = SCRIPTS[0].test(head.letters_alike[0][1]) ? 0 : 1, letters = {}, blocks = {};
    var stop = new Set(head.stop.split(" ")), headings = ordinals(head.headings);
    function swap(part, table) {
      return part.replace(/./gu, c => {
        var at = table[0].indexOf(c);
        return at < 0 ? c : table[1][at];
      });
    }
    function inOneScript(part) {
      var home = swap(part, head.letters_alike[0]), away;
      if (!SCRIPTS[1 - own].test(home)) { return home; }
      away = swap(part, head.letters_alike[1]);
      return SCRIPTS[own].test(part) && !SCRIPTS[own].test(away) ? away : part;
    }
    function normal(word) {
      return word.normalize("NFC").replace(/[\u00ad\u0301]/g, "").replace(/[‐‑]/g, "-")
        .replace(/’/g, "'").toLowerCase().replace(/ё/g, "е").replace(/ß/g, "ss")
        .split("-").map(inOneScript).join("-");
    }
    function part(letter) {
      var rows = head.letters ? head.letters[letter] : head.parts[letter];
      if (!letters[letter]) {
        letters[letter] = Promise.resolve(typeof rows === "string" ? load(new URL(rows, url)) : rows || [])
          .then(found => found.map(entry));
      }
      return letters[letter];
    }
    function meant(word, whole, near) {
      var size, begin, begun, exact = new Set(near.filter(e => e.words.includes(word)));
      function pairs(list) { return list.map(e => [e, exact.has(e)]); }
      if (NUMBER.test(word)) {
        return pairs([...exact].concat(near.filter(e => e.words[0].startsWith(word + "-"))));
      }
      if (whole && exact.size) { return pairs([...exact]); }
      function begins(e) { return e.words.some(w => w.startsWith(begin)); }
      for (size = word.length; size >= Math.min(word.length, Math.max(4, Math.ceil(3 * word.length / 5))); size--) {
        begin = word.slice(0, size);
        begun = near.filter(begins);
        if (begun.length) { return pairs(begun); }
      }
      return [];
    }
    function worths(pairs) {
      var best = new Map();
      pairs.forEach(pair => {
        var e = pair[0], rarity = 32 - Math.clz32(Math.floor(16 * head.count / e.held.size));
        e.held.forEach(n => {
          var worth = rarity + (pair[1] ? 4 + 8 * e.leads.has(n) : 0) + 2 * e.texts.has(n);
          best.set(n, Math.max(best.get(n) || 0, worth));
        });
      });
      return best;
    }
    this.find = async query => {
      var asked = [...query.matchAll(WORD)].map(m => [normal(m[0]), m.index + m[0].length < query.length]);
      var telling = asked.filter(a => !stop.has(a[0]));
      asked = telling.length ? telling : asked;
      var means = await Promise.all(asked.map(async a => meant(a[0], a[1], await part(a[0][0]))));
      var sums = means.map(worths), forms = new Set(), found = [];
      means.flat().forEach(pair => pair[0].forms.forEach(f => forms.add(f)));
      (sums[0] || new Map()).forEach((_, n) => {
        if (sums.every(s => s.has(n))) {
          found.push([n, sums.reduce((all, s) => all + s.get(n), 3 * headings.has(n))]);
        }
      });
      found.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      return { ordinals: found.map(f => f[0]), forms: forms };
    };
    this.document = async n => {
      if (head.documents) { return head.documents[n]; }
      var at = Math.floor(n / head.block);
      blocks[at] = blocks[at] || load(new URL(head.blocks[at], url));
      return (await blocks[at])[n % head.block];
    };
    this.marked = (text, forms) => {
      return [...text.matchAll(WORD)].filter(m => {
        var form = normal(m[0]);
        return [form].concat(NUMBER.test(form) ? [] : form.split("-")).some(f => forms.has(f));
      }).map(m => [m.index, m.index + m[0].length]);
    };
  }

  function sentence(text, marks) {
    var first = marks.length ? marks[0][0] : 0, start = 0, end, line = document.createElement("span"), at;
    text.slice(0, first).replace(/[.;!?]\s|\n/g, (stop, where) => { start = where + stop.length; });
    if (first - start > 160) { start = text.indexOf(" ", first - 120) + 1; line.append("… "); }
    end = text.slice(first).search(/[.;!?](\s|$)|\n/);
    end = end < 0 ? text.length : first + end + 1;
    if (end - start > 320) { end = text.lastIndexOf(" ", start + 320); }
    at = start;
    marks.forEach(span => {
      var mark = document.createElement("mark");
      if (span[1] > end) { return; }
      mark.textContent = text.slice(span[0], span[1]);
      line.append(text.slice(at, span[0]), mark);
      at = span[1];
    });
    line.append(text.slice(at, end), end < text.length && !/[.;!?\n]/.test(text[end - 1]) ? " …" : "");
    return line;
  }

  document.querySelectorAll("form[data-index]").forEach(form => {
    var input = form.querySelector("input"), list = form.querySelector("ol"), status = form.querySelector("[role=status]");
    var url = new URL(form.dataset.index, document.baseURI), loading = null, last = 0;
    var plural = new Intl.PluralRules(form.closest("[lang]") ? form.closest("[lang]").lang : "en");
    function say(count) {
      var said = form.dataset[count ? plural.select(count) : "none"] || form.dataset.other;
      status.textContent = said.replace("{n}", count);
    }
    async function result(index, found, n) {
      var d = await index.document(n), item = document.createElement("li"), link = document.createElement("a");
      link.href = form.dataset.root.replace("{top}", d[0].split("__")[0]) + d[0];
      link.textContent = d[1];
      item.append(link, " ", sentence(d[2], index.marked(d[2], found.forms)));
      return item;
    }
    async function search() {
      var mine = ++last, query = input.value, index, found, items;
      try {
        loading = loading || load(url).then(head => new Index(url, head));
        index = await loading;
        found = await index.find(query);
        items = await Promise.all(found.ordinals.slice(0, SHOWN).map(n => result(index, found, n)));
      } catch (failure) {
        loading = null;
        if (mine === last) { status.textContent = form.dataset.failed; }
        return;
      }
      if (mine !== last) { return; }
      list.replaceChildren(...items);
      list.hidden = !items.length;
      if (query.trim()) { say(found.ordinals.length); } else { status.textContent = ""; }
    }
    function links() { return [...list.querySelectorAll("a")]; }
    form.addEventListener("keydown", event => {
      var stops = [input].concat(links()), at = stops.indexOf(document.activeElement);
      var next = event.key === "ArrowDown" ? at + 1 : event.key === "ArrowUp" ? at - 1 : event.key === "Escape" ? 0 : -1;
      if (at < 0 || !stops[next] || (event.key === "Escape" && !at)) { return; }
      event.preventDefault();
      stops[next].focus();
    });
    form.addEventListener("submit", event => {
      if (links().length) { event.preventDefault(); links()[0].click(); }
    });
    input.addEventListener("input", search);
    input.value = input.value || new URLSearchParams(location.search).get("q") || "";
    if (input.value) { search(); }
  });
})();
