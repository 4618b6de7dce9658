// The search page: Pagefind's bundles, merged, and what folio shows of them. Nothing is fetched before
// a reader searches, and every word that is shown comes from the page.
(() => {
  const form = document.getElementById("search");
  const list = document.getElementById("found");
  const status = document.getElementById("found-status");
  const more = document.getElementById("found-more");
  const note = document.getElementById("corrected");
  const { q, year, digest, topic, sort } = form.elements;
  const narrow = form.querySelector("details");
  const chips = document.getElementById("chosen");
  const say = form.dataset;
  const home = new URL(document.body.dataset.root || ".", location.href);
  const language = document.documentElement.lang;

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  // The index

  const weights = { title: 6, title_parts: 6, authors: 4, authors_parts: 4, topics: 3, topics_parts: 3, id: 8, venue: 1, date: 0, votes: 0 };
  const bundles = say.bundles.split(" ");

  // Each bundle says which it is, so that sorted lists can be asked of one at a time.
  const open = async () => {
    const [first, ...others] = bundles.map((path) => new URL(`${path}/`, home).pathname);
    const { createInstance } = await import(`${first}pagefind.js`);
    const options = (place) => ({ ranking: { metaWeights: weights }, excerptEllipsis: "…", mergeFilter: { bundle: String(place) } });
    const index = createInstance({ basePath: first, ...options(0) });
    await index.init();
    await Promise.all(others.map((path, place) => index.mergeIndex(path, options(place + 1))));
    return index;
  };
  let opening;
  const index = () => {
    opening ??= open().catch((error) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };

  // What is asked

  // Han, hiragana and katakana; the index has each as a word.
  const unspaced = /[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/gu;
  // In nearly every paper, so they find nothing and mean the most to download.
  const small = new Set("a an and are as at be by for from in is it of on or that the this to via with".split(" "));
  const asked = (text) => {
    // The index leaves signs out, as in `E^2`.
    const spaced = text.replace(/\p{S}/gu, "").replace(unspaced, " $& ").replace(/\s+/g, " ").trim();
    const words = spaced.split(" ");
    const isOneRun = !/\s/.test(text.trim()) && words.every((word) => word.match(unspaced));
    if (isOneRun && words.length > 1) return `"${spaced}"`;
    const telling = words.filter((word) => !small.has(word.toLowerCase()));
    return spaced.startsWith('"') || telling.length === 0 ? spaced : telling.join(" ");
  };

  let topics = [];
  const read = () => {
    const asked = new URLSearchParams(location.search);
    q.value = asked.get("q") ?? "";
    topics = asked.getAll("topic");
    for (const select of [year, digest, sort]) {
      const value = asked.get(select.name);
      if (value && ![...select.options].some((option) => option.value === value)) select.add(new Option(value, value));
      select.value = value ?? "";
    }
    if (topics.length > 0 || year.value || digest.value || sort.value) narrow.open = true;
  };
  const write = () => {
    const values = [["q", q.value.trim()], ...topics.map((name) => ["topic", name]), ["year", year.value], ["digest", digest.value], ["sort", sort.value]];
    const text = new URLSearchParams(values.filter(([, value]) => value)).toString();
    history.replaceState(null, "", text ? `?${text}` : location.pathname);
  };

  // What was mistyped

  let vocabulary;
  const knownWords = async () => {
    vocabulary ??= fetch(new URL(say.list, home))
      .then((answer) => (answer.ok ? answer.text() : ""))
      .then((text) => {
        const written = text.split("\n").filter(Boolean);
        const words = written.map(plain);
        return { written, words, sorted: [...words].sort() };
      })
      .catch(() => {
        vocabulary = undefined;
        return { written: [], words: [], sorted: [] };
      });
    return vocabulary;
  };
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  const begins = (sorted, start) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < start) low = middle + 1;
      else high = middle;
    }
    return sorted[low]?.startsWith(start);
  };

  // Letters that were added, left out, mistaken or exchanged, up to a limit.
  const distance = (a, b, limit) => {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    let [before, row] = [[], [...b, ""].map((_, place) => place)];
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++) {
        const isSame = a[i - 1] === b[j - 1];
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + !isSame);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > limit) return limit + 1;
      [before, row] = [row, next];
    }
    return row[b.length];
  };

  // The nearest known word, if it is near enough. The most frequent stand first, so of those equally
  // near the first is the likeliest.
  const nearest = ({ written, words }, typed) => {
    const word = plain(typed);
    let [best, least] = [undefined, word.length < 8 ? 1 : 2];
    for (let place = 0; place < words.length && least > 0; place++) {
      const far = distance(word, words[place], least);
      if (far < least || (far === least && best === undefined)) [best, least] = [written[place], far];
    }
    return best;
  };

  // Words that no paper has, each with the nearest that one has. A query in a script without words, or
  // in quotes, stays as it is.
  const corrected = async (text) => {
    if (text.startsWith('"') || text.match(unspaced) || /[\u1100-\u11ff\uac00-\ud7af]/.test(text)) return text;
    const known = await knownWords();
    const pagefind = await index();
    let better = text;
    for (const [typed] of text.matchAll(/\p{L}{4,}/gu)) {
      if (begins(known.sorted, plain(typed))) continue;
      const isThere = (await pagefind.search(`"${typed}"`)).results.length > 0;
      const word = !isThere && nearest(known, typed);
      if (word) better = better.replace(typed, () => word);
    }
    return better;
  };

  // What is found

  async function* inTurn(results) {
    for (let at = 0; at < results.length; at += 10) {
      yield* await Promise.all(results.slice(at, at + 10).map((result) => result.data()));
    }
  }
  // The first of each list, and of these the one with the most votes.
  async function* byVotes(lists) {
    const votes = (data) => Number(data?.meta.votes ?? 0);
    const heads = lists.map(inTurn);
    const next = async (head) => ({ head, data: (await head.next()).value });
    let first = await Promise.all(heads.map(next));
    while ((first = first.filter(({ data }) => data)).length > 0) {
      const best = first.reduce((best, other) => (votes(other.data) > votes(best.data) ? other : best));
      yield best.data;
      best.data = (await next(best.head)).data;
    }
  }

  // How many papers each choice would leave: of topics, which add up, within what is chosen; of a year
  // and a digest, of which one is chosen, without it.
  const counted = (answers) => {
    const sum = (all) => {
      const counts = {};
      for (const [value, count] of all.flatMap((values) => Object.entries(values ?? {}))) counts[value] = (counts[value] ?? 0) + count;
      return counts;
    };
    return {
      topic: sum(answers.map(({ filters }) => filters.topic)),
      year: sum(answers.map(({ totalFilters }) => totalFilters.year)),
      digest: sum(answers.map(({ totalFilters }) => totalFilters.digest)),
    };
  };

  const search = async (text) => {
    const pagefind = await index();
    const filters = { ...(topics.length > 0 && { topic: topics }), ...(year.value && { year: year.value }), ...(digest.value && { digest: digest.value }) };
    const term = text ? asked(text) : null;
    if (!sort.value) {
      const answer = await pagefind.search(term, { filters });
      return { count: answer.results.length, counts: counted([answer]), papers: inTurn(answer.results) };
    }
    const answers = await Promise.all(
      bundles.map((_, place) => pagefind.search(term, { filters: { ...filters, bundle: String(place) }, sort: { [sort.value]: "desc" } })),
    );
    const lists = answers.map(({ results }) => results);
    const papers = sort.value === "votes" ? byVotes(lists) : inTurn(lists.flat());
    return { count: lists.flat().length, counts: counted(answers), papers };
  };

  // What is shown

  const excerpt = (text) => {
    const together = text.replace(/(?<=[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef])(<\/mark>)? (<mark>)?(?=[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef])/g, "$1$2");
    const parts = together.split(/<\/?mark>/).map((part) => part.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));
    const pieces = parts.map((part, place) => (place % 2 === 1 ? make("mark", { textContent: part }) : part));
    return make("p", { className: "excerpt" }, ...pieces);
  };
  const by = (authors) => {
    const names = authors.split(", ");
    return names.length > 6 ? `${names.slice(0, 6).join(", ")} ${say.others}` : authors;
  };
  const link = (path, text) => make("a", { href: new URL(path, home).href, textContent: text });
  const months = say.months.split(",");
  const date = (text) => {
    const [year, month, day] = text.split("-");
    return say.day.replace("{year}", year).replace("{month}", months[month - 1]).replace("{day}", Number(day));
  };
  const entry = ({ raw_url: path, meta, filters, excerpt: text }) => {
    const labels = (filters.topic ?? []).slice(0, 4).map((name) => link(`search.html?${new URLSearchParams({ topic: name })}`, name));
    if (meta.votes) labels.push(say.votes.replace("{n}", Number(meta.votes).toLocaleString(language)));
    const [first] = (filters.digest ?? []).slice(-1);
    if (first) labels.push(link(`digests/${first}.html`, date(meta.date)));
    const box = make("li", { className: "entry" }, make("h3", {}, link(path, meta.title)));
    if (meta.authors) box.append(make("p", { className: "by", textContent: by(meta.authors) }));
    // Of a paper without abstract the index has the title.
    const bare = (text) => text.replace(/<\/?mark>|…|\s/g, "");
    if (text && !bare(meta.title).startsWith(bare(text).slice(0, 40))) box.append(excerpt(text));
    box.append(make("ul", { className: "labels" }, ...labels.map((label) => make("li", {}, label))));
    return box;
  };

  let shown;
  const showMore = async () => {
    const mine = shown;
    const boxes = [];
    while (boxes.length < 10) {
      const { value, done } = await mine.papers.next();
      if (done) break;
      boxes.push(entry(value));
    }
    if (mine !== shown) return;
    if (mine.isNew) list.replaceChildren();
    mine.isNew = false;
    list.append(...boxes);
    mine.left -= boxes.length;
    more.hidden = mine.left <= 0 || boxes.length === 0;
    return boxes[0];
  };

  const choices = (select, counts, order) => {
    const chosen = select.value;
    const values = Object.entries(counts ?? {}).filter(([value, count]) => count > 0 || value === chosen);
    values.sort(order);
    const options = values.map(([value, count]) => new Option(`${value} (${count})`, value));
    if (chosen && !options.some((option) => option.value === chosen)) options.push(new Option(chosen, chosen));
    select.replaceChildren(select.options[0], ...options);
    select.value = chosen;
  };
  const newest = ([a], [b]) => (a < b ? 1 : -1);
  const offer = (filters) => {
    choices(year, filters.year, newest);
    choices(digest, filters.digest, newest);
    const offered = Object.entries(filters.topic ?? {}).filter(([name, count]) => count > 0 && !topics.includes(name));
    offered.sort(([, a], [, b]) => b - a);
    document.getElementById("topics-offered").replaceChildren(...offered.map(([name, count]) => new Option(String(count), name)));
  };
  const showChips = () => {
    const made = topics.map((name) => {
      const button = make("button", { type: "button", textContent: `${name} ×` });
      button.setAttribute("aria-label", `${say.remove}: ${name}`);
      button.addEventListener("click", () => choose(topics.filter((other) => other !== name)));
      return make("li", {}, button);
    });
    chips.replaceChildren(...made);
  };
  const choose = (names) => {
    topics = names;
    showChips();
    run();
  };

  const showNote = (typed, used) => {
    note.hidden = typed === used;
    if (typed === used) return;
    const button = make("button", { type: "button", textContent: say.typed.replace("{query}", () => typed) });
    button.addEventListener("click", () => {
      meant = typed;
      run();
    });
    note.replaceChildren(make("span", { textContent: say.corrected.replace("{query}", () => used) }), button);
  };

  // The query that is to be taken as it was typed.
  let meant;
  let latest = 0;
  const run = async () => {
    const mine = ++latest;
    const typed = q.value.trim();
    write();
    if (!typed && topics.length === 0 && !year.value && !digest.value) {
      shown = undefined;
      list.replaceChildren();
      status.textContent = "";
      more.hidden = note.hidden = true;
      return;
    }
    try {
      status.textContent ||= say.searching;
      const show = async (text) => {
        const found = await search(text);
        if (mine !== latest) return;
        shown = { papers: found.papers, left: found.count, isNew: true };
        status.textContent = found.count > 0 ? say.results.replace("{n}", found.count.toLocaleString(language)) : say.none;
        document.getElementById("search-failed").hidden = true;
        if (narrow.open) offer(found.counts);
        showNote(typed, text);
        await showMore();
      };
      await show(typed);
      const better = typed === meant ? typed : await corrected(typed);
      if (mine === latest && better !== typed) await show(better);
    } catch (error) {
      if (mine !== latest) return;
      status.textContent = say.failed;
      document.getElementById("search-failed").hidden = false;
    }
  };

  // What the reader does

  let waiting;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(run, 180);
  };
  const begin = () => index().catch(() => {});
  q.addEventListener("focus", begin, { once: true });
  q.addEventListener("input", soon);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    run();
  });
  for (const select of [year, digest, sort]) select.addEventListener("change", () => run());
  topic.addEventListener("change", () => {
    const name = topic.value.trim();
    const isOffered = [...document.getElementById("topics-offered").children].some((option) => option.value === name);
    if (!isOffered) return;
    topic.value = "";
    choose([...topics, name]);
  });
  narrow.addEventListener("toggle", async () => {
    if (!narrow.open) return;
    const counts = await index().then((pagefind) => pagefind.filters()).catch(() => ({}));
    if (!shown) offer(counts);
    else run();
  });
  more.addEventListener("click", async () => {
    more.disabled = true;
    const first = await showMore();
    more.disabled = false;
    first?.querySelector("a").focus();
  });
  addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    const stops = [q, ...list.querySelectorAll("h3 a")];
    const place = stops.indexOf(document.activeElement);
    if (place < 0 || !stops[place + step]) return;
    event.preventDefault();
    stops[place + step].focus();
  });
  addEventListener("popstate", () => {
    read();
    showChips();
    run();
  });

  read();
  showChips();
  if (location.search) run();
})();
