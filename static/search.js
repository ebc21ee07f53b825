// Searching: reads the index that src/site/search writes, a few of its many files for each question. Loaded by
// rutter.js when a reader first asks, whose `make` it uses. The files of the index are scripts that call
// `rutterSearch.part`, because a page that lies on disk may load scripts and may fetch nothing.
"use strict";

const rutterSearch = (() => {
  const link = document.querySelector(".find");
  const site = new URL(link.dataset.root, document.baseURI);
  const folder = new URL(link.dataset.index, document.baseURI);

  /* Words: what src/site/search/words.rs does to the notes; tests/words.json holds both to one table. */

  const LONGEST = 32;
  const RUN = /[\p{Alphabetic}\p{N}\p{M}]+/gu;
  const DROPPED = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]/g;
  const UNSPACED =
    "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u2e80-\\u2fdf\\u3005-\\u3007\\u3040-\\u312f\\u31f0-\\u31ff" +
    "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const IS_UNSPACED = new RegExp(`[${UNSPACED}]`, "u");
  const SCRIPTS = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, "gu");
  const CAMEL =
    /(?<=[\p{Lowercase}\p{N}])(?=\p{Uppercase})|(?<=\p{Uppercase})(?=\p{Uppercase}\p{Lowercase}\p{Lowercase})/u;

  /** Small letters without the marks that are often left out when typing. */
  function fold(text) {
    const plain = text.toLowerCase().normalize("NFKD").replace(DROPPED, "").normalize("NFC");
    return plain.replaceAll("ß", "ss").replaceAll("ς", "σ");
  }

  const shortened = (word) => [...word].slice(0, LONGEST).join("");

  /** Every two neighbours of a script without blanks, and the last character alone. */
  function pairs(text) {
    const letters = [...text];
    return letters.map((letter, at) => letter + (letters[at + 1] ?? ""));
  }

  /** The words of a run of letters, and what they are made of (`PodSpec`: `pod`, `spec`). */
  function wordsOfRun(run) {
    const whole = fold(run).match(SCRIPTS) ?? [];
    const words = whole.flatMap((part) => (IS_UNSPACED.test(part) ? pairs(part) : [shortened(part)]));
    const parts = IS_UNSPACED.test(run) ? [] : run.split(CAMEL).filter((part) => part !== run && [...part].length > 1);
    return { words, parts: parts.map((part) => shortened(fold(part))) };
  }

  /** The words of a text, and the parts of words. */
  function words(text) {
    const runs = (text.match(RUN) ?? []).map(wordsOfRun);
    return { words: runs.flatMap((run) => run.words), parts: runs.flatMap((run) => run.parts) };
  }

  /* Files of the index */

  /** The form of the index that is read here; `Root` of src/site/search/index.rs says which one it is. */
  const FORMAT = 1;

  const arrived = new Map();
  const files = new Map();
  let root;
  let version;

  /** What every file of the index calls. */
  function part(of, name, data) {
    arrived.set(name, { of, data });
  }

  /** What a file calls with; nothing comes of one that is missing, or is no script. */
  function load(name, query) {
    arrived.delete(name);
    return new Promise((done, failed) => {
      const script = make("script", { src: new URL(`${name}.js${query}`, folder).href });
      const end = () => (script.remove(), arrived.has(name) ? done(arrived.get(name)) : failed(new Error(name)));
      script.addEventListener("load", end);
      script.addEventListener("error", end);
      document.head.append(script);
    });
  }

  /** A file, loaded once. One of another build than the root says that the site has been published anew. */
  function file(name) {
    if (!files.has(name)) {
      const wanted = version;
      const loading = load(name, `?v=${wanted}`).then(({ of, data }) => {
        if (of !== wanted) throw new Error(`${name} is of another build`);
        return data;
      });
      loading.catch(() => files.delete(name));
      files.set(name, loading);
    }
    return files.get(name);
  }

  function index(query = "") {
    root ??= load("root", query).then(({ of, data }) => ((version = of), readRoot(data)));
    return root;
  }

  /** Does something with the index, and where that fails once more with the index of now: what was loaded, or what the
      browser has kept, may be of a site that has been published anew since. */
  async function afresh(action) {
    try {
      return await action();
    } catch {
      files.clear();
      root = undefined;
      await index(`?${Date.now()}`);
      return action();
    }
  }

  /* Numbers: five bits with each character, as src/site/search/code.rs writes them. */

  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUES = new Map([...DIGITS].map((digit, value) => [digit.charCodeAt(0), value]));
  const WEIGHTS = [...DIGITS].map((_, level) => 0.0625 * (1.1 ** level - 1));

  function reader(text) {
    let at = 0;
    const level = () => VALUES.get(text.charCodeAt(at++));
    const number = () => {
      for (let value = 0, shift = 0; ; shift += 5) {
        const five = level();
        value += (five & 31) * 2 ** shift;
        // Not `five < 32`: a number that is cut off ends too.
        if (!(five >= 32)) return value;
      }
    };
    return { level, number, more: () => at < text.length, skip: () => at++ };
  }

  function numbers(text) {
    const found = [];
    for (const from = reader(text); from.more(); ) found.push(from.number());
    return found;
  }

  /** Where the text of each part of a note is: in which file, and the how many-th in it. */
  function readRoot(data) {
    if (data.format !== FORMAT) throw new Error("The index is of another form");
    const counts = numbers(data.texts);
    const places = counts.flatMap((count, at) => Array.from({ length: count }, (_, nth) => [at, nth]));
    const owners = [];
    const parts = new Map();
    let owner = 0;
    for (const step of numbers(data.others)) {
      owner += step;
      const before = parts.get(owner) ?? [owner];
      const at = (places[owner][0] + before.length) % counts.length;
      parts.set(owner, [...before, places.length]);
      owners[places.length] = owner;
      places.push([at, counts[at]++]);
    }
    return { ...data, files: counts.length, places, owners, parts };
  }

  async function textOf(number) {
    const [at, nth] = (await index()).places[number];
    const [url, title, folders, ...rest] = (await file(`texts/${at}`))[nth];
    return { url: new URL(url, site).href, title, folders, sections: sectionsOf(rest[0]) };
  }

  function sectionsOf(list) {
    const sections = [];
    for (let at = 0; at < list.length; at += 3) {
      sections.push({ id: list[at], heading: list[at + 1], text: list[at + 2] });
    }
    return sections;
  }

  /** FNV-1a, as src/site/search/order.rs computes it. */
  function hash(text) {
    let sum = 0x811c9dc5;
    for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
    return sum >>> 0;
  }

  /** What is known of the page at a URL: the part of its note that has the section of the fragment, else the first.
      Nothing for a page that is no note, folder or tag. Found without a list of all pages: the path tells the file. */
  const noteText = (url) => afresh(() => noteTextNow(url));

  async function noteTextNow(url) {
    const { hash: fragment, href, pathname } = new URL(url, document.baseURI);
    const page = href.split(/[?#]/)[0];
    const path = decodeURIComponent(pathname.slice(site.pathname.length)).replace(/(^|\/)index\.html$/, "$1");
    const { files: count, places, parts } = await index();
    const at = hash(path) % count;
    const first = places.findIndex(([of]) => of === at);
    const isIt = ([own]) => new URL(own, site).href === page.replace(/(^|\/)index\.html$/, "$1");
    const nth = (await file(`texts/${at}`)).findIndex(isIt);
    if (nth < 0) return undefined;
    const all = await Promise.all((parts.get(first + nth) ?? [first + nth]).map(textOf));
    const id = decodeURIComponent(fragment.slice(1));
    return all.find(({ sections }) => sections.some((section) => section.id === id)) ?? all[0];
  }

  /* What a word of the question means in the index */

  /** Files of words that a beginning is looked for in: a short one has too many. */
  const MOST_FILES = 3;
  const MOST_MEANT = 24;

  const bounded = (bounds, word) => Math.max(0, bounds.findLastIndex((bound) => bound <= word));

  /** The words of the index that begin so, with their postings, as far as they stand in so many files. Pairs of words,
      with `~` between, are found whole. */
  async function beginning(prefix, most = 1) {
    const { words: bounds } = await index();
    const first = bounded(bounds, prefix);
    const behind = bounds.slice(first + 1, first + most).filter((bound) => bound < `${prefix}~` && bound.startsWith(prefix));
    const lists = await Promise.all([prefix, ...behind].map((_, at) => file(`words/${first + at}`)));
    const found = [];
    for (const list of lists) {
      for (let at = 0; at < list.length; at += 2) {
        const spelt = list[at];
        const isSort = spelt.includes("~") === prefix.includes("~");
        if (isSort && spelt.startsWith(prefix)) found.push([spelt, list[at + 1]]);
      }
    }
    return found;
  }

  const singulars = [
    [/ies$/, "y"],
    [/(?<=s|x|z|ch|sh)es$/, ""],
    [/(?<=[^su])s$/, ""],
  ];
  const isPlural = (word, of) => word === `${of}s` || word === `${of}es` || word === of.replace(/y$/, "ies");
  const ENDING = /(?:e?s|ing|ings|ed|er|ers|ion|ions|ment|ments|able|al|ly)$/;

  /** How much a longer word counts for one that it begins with. */
  function share(word, longer, isLast) {
    if (longer === word) return 1;
    if (isPlural(longer, word)) return 0.95;
    return (isLast ? 0.75 : 0.45) * Math.sqrt(word.length / longer.length);
  }

  /** The words meant by one, each with its postings and how much it counts: the word, words that begin so, its
      singular, and words of the same stem. */
  async function meant(word, isLast) {
    const found = new Map();
    const add = (spelt, postings, counts) => {
      if (counts > (found.get(spelt)?.counts ?? 0)) found.set(spelt, { postings, counts });
    };
    const begins = [...word].length > 1 || IS_UNSPACED.test(word);
    for (const [spelt, postings] of await beginning(word, isLast ? MOST_FILES : 1)) {
      if (begins || spelt === word) add(spelt, postings, share(word, spelt, isLast));
    }
    for (const [plural, ending] of singulars) {
      const singular = word.replace(plural, ending);
      if (singular === word || singular.length < 3) continue;
      for (const [spelt, postings] of await beginning(singular)) {
        if (spelt === singular) add(spelt, postings, 0.95);
      }
    }
    const stem = word.replace(ENDING, "");
    if (stem !== word && stem.length > 3) {
      for (const [spelt, postings] of await beginning(stem)) add(spelt, postings, 0.4 * share(stem, spelt, true));
    }
    return new Map([...found].sort((a, b) => b[1].counts - a[1].counts).slice(0, MOST_MEANT));
  }

  /** Damerau–Levenshtein with neighbours swapped, up to a limit. */
  function distance(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    let [before, row] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      for (let j = 1; j <= b.length; j++) {
        const same = a[i - 1] === b[j - 1] ? 0 : 1;
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + same);
        const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
        if (swapped) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      if (Math.min(...next) > limit) return limit + 1;
      [before, row] = [row, next];
    }
    return row[b.length];
  }

  /** The words something is called by that are nearest to a word, nearest first. */
  async function near(word, limit) {
    const { names: bounds } = await index();
    const letters = [word[0], word[1], word[0]].map((letter, at) => (at < 2 ? letter : `${letter}\uffff`));
    const wanted = new Set([bounded(bounds, word), ...letters.map((letter) => bounded(bounds, letter))]);
    const lists = await Promise.all([...wanted].slice(0, MOST_FILES).map((at) => file(`names/${at}`)));
    const measured = lists.flat().map((name) => [name, distance(word, name, limit)]);
    return measured.filter(([, far]) => far <= limit).sort((a, b) => a[1] - b[1]);
  }

  /** The words a misspelt one is taken for: the nearest, and of those the one that says most. */
  async function corrected(word) {
    const length = [...word].length;
    if (length < 4) return undefined;
    const found = await near(word, length < 8 ? 1 : 2);
    const nearest = found.filter(([, far]) => far === found[0][1]).slice(0, 4);
    const all = await Promise.all(nearest.map(async ([name]) => [name, await meant(name, false)]));
    const says = ([name, words]) => words.get(name)?.postings.length ?? 0;
    return all.sort((a, b) => says(b) - says(a))[0];
  }

  /* The question */

  /** What somebody has pasted is asked for by its beginning: so many letters, so many words. */
  const LONGEST_QUESTION = 400;
  const MOST_ASKED = 32;

  const SPECIAL = /^(#.+|kind:.+|[\p{L}\p{N}.-]+\/[\p{L}\p{N}.-]+)$/u;

  /** What is asked for: words, tags and manifests, and phrases in quotes; whether that is not all. */
  function parsed(whole) {
    const question = whole.slice(0, LONGEST_QUESTION);
    const phrases = [...question.matchAll(/"([^"]+)"/g)].map(([, phrase]) => fold(phrase.trim()));
    const words = question.split(/[\s"]+/).flatMap((token) => {
      const plain = (token.match(RUN) ?? []).flatMap(askedOfRun);
      return SPECIAL.test(token) ? [{ word: token.toLowerCase(), special: token, instead: plain }] : plain;
    });
    const asked = words.slice(0, MOST_ASKED);
    if (asked.length && /[\p{L}\p{N}]$/u.test(question)) asked[asked.length - 1].isLast = true;
    return { asked, phrases, isCut: question !== whole || asked.length < words.length };
  }

  /** Of a script without blanks the pairs alone, unless there is one letter only. */
  function askedOfRun(run) {
    const { words, parts } = wordsOfRun(run);
    const wanted = words.filter((word, at) => !(at > 0 && IS_UNSPACED.test(word) && [...word].length === 1));
    return wanted.map((word) => ({ word, instead: parts.map((part) => ({ word: part })) }));
  }

  /** Every word asked for with what it means in the index; a word that means nothing by what stands for it. */
  async function resolved({ word, special, instead = [], isLast }) {
    const words = special ? new Map(await specials(word)) : await meant(word, isLast);
    if (words.size) return [{ word, words, special }];
    const absent = special && (await absentManifest(special));
    if (absent) {
      const others = await Promise.all(instead.map(async ({ word }) => ({ word, words: await meant(word, false) })));
      return [absent, ...others];
    }
    if (instead.length) return (await Promise.all(instead.map(resolved))).flat();
    const [name, better] = (await corrected(word)) ?? [];
    return [{ word, words: better ?? new Map(), corrected: name }];
  }

  /** So many words are a sentence: somebody asks as they would ask a person. */
  const SENTENCE = 4;
  const isWord = ({ word, isMore, special }) => !isMore && !special && !IS_UNSPACED.test(word);
  const isSentence = (terms) => terms.filter(isWord).length >= SENTENCE;

  /** What is asked for where no manifest of a kind has the name: notes with the kind, and the names that are nearest.
      Nothing where there are no manifests of such a kind: then it is a path, or two words. */
  async function absentManifest(asked) {
    const [kind, name] = asked.split("/");
    if (!name || kind.startsWith("#")) return undefined;
    const ofKind = `kind:${kind.toLowerCase()}`;
    const words = (await specials(ofKind)).filter(([spelt]) => spelt === ofKind);
    if (!words.length) return undefined;
    const known = (await beginning(`${kind.toLowerCase()}/`, MOST_FILES)).map(([spelt]) => spelt.slice(kind.length + 1));
    const far = new Map(known.map((other) => [other, distance(name.toLowerCase(), other, LONGEST_QUESTION)]));
    const near = known.sort((a, b) => far.get(a) - far.get(b)).slice(0, 5);
    return { word: ofKind, words: new Map(words), special: true, absent: { kind, name, near: near.map((other) => `${kind}/${other}`) } };
  }

  /** Of more words than these each says enough alone. */
  const MOST_PAIRED = 5;

  /** Words that stand side by side in a title or a heading are one word of the index too. Beside `I` or `a` in a
      sentence they say nothing more, and are not fetched. */
  async function neighbours(asked) {
    if (asked.length > MOST_PAIRED) return [];
    const isLong = isSentence(asked) ? ({ word }) => !/^\p{L}$/u.test(word) : () => true;
    const isTelling = (term) => isWord(term) && isLong(term);
    const pairs = asked.slice(1).map((term, at) => [asked[at], term]).filter((pair) => pair.every(isTelling));
    const words = pairs.map(([first, second]) => `${first.word}~${second.word}`);
    const found = (await Promise.all(words.map((word) => beginning(word)))).flat();
    const known = found.filter(([spelt]) => words.some((word) => share(word, spelt) > 0.9));
    return known.map(([word, postings]) => ({ word, words: new Map([[word, { postings, counts: 1 }]]), isMore: true }));
  }

  async function specials(word) {
    const found = await beginning(word, MOST_FILES);
    const counts = (spelt) => (spelt === word ? 1 : 0.6);
    return found.map(([spelt, postings]) => [spelt, { postings, counts: counts(spelt) }]);
  }

  /* Answers */

  /** How much a term says about each part that has it, and how rare it is. */
  function weighed(term, notes) {
    const parts = new Map();
    let [known, isCommon] = [0, false];
    for (const { postings, counts } of term.words.values()) {
      const from = reader(postings);
      const total = postings[0] === "!" ? (from.skip(), from.number()) : 0;
      let [part, listed] = [0, 0];
      while (from.more()) {
        part += from.number();
        const weight = counts * WEIGHTS[from.level()];
        listed++;
        if (weight > (parts.get(part) ?? 0)) parts.set(part, weight);
      }
      isCommon ||= total > 0;
      if (counts > 0.9) known = Math.max(known, total, listed);
    }
    const having = known || parts.size;
    const rarity = Math.log(1 + (notes + 0.5) / (having + 0.5));
    // What every third note has is asked for without insisting.
    const insists = !isCommon && having * 3 < notes;
    const most = Math.max(...parts.values());
    // Marks at every `a` and `the` would hide the others.
    return { parts, rarity, insists, most, isMarked: insists || most > 10 };
  }

  /** How much a word of a sentence says by its length. Numbers are short and say much. */
  const tells = (word) => (/\p{N}/u.test(word) ? 1 : Math.min(1, word.length / 6));

  /** Little words (`how do I`) may be rare in notes, in any language. So the short ones of a sentence say less unless
      something is called so, and no word is insisted on: those that say most decide. */
  function asSentence(terms) {
    for (const term of terms.filter(({ special }) => !special)) {
      if (term.most < 12) term.rarity *= Math.min(...term.word.split("~").map(tells));
      term.insists = false;
    }
    const most = Math.max(...terms.map(({ rarity }) => rarity));
    for (const term of terms) term.isMarked &&= term.rarity * 4 > most;
  }

  /** The notes that have what is asked for: those that have all of it, best first, then those that have most. */
  function ranked(terms, { notes, owners }) {
    const all = terms.map((term) => Object.assign(term, weighed(term, notes)));
    if (isSentence(all)) asSentence(all);
    const found = new Map();
    all.forEach(({ parts, rarity }, at) => {
      for (const [part, weight] of parts) {
        const number = owners[part] ?? part;
        if (!found.has(number)) found.set(number, { number, parts: new Map(), best: [] });
        const note = found.get(number);
        note.best[at] = Math.max(note.best[at] ?? 0, weight * rarity);
        note.parts.set(part, (note.parts.get(part) ?? 0) + weight * rarity);
      }
    });
    const total = all.reduce((sum, { rarity, isMore }) => sum + (isMore ? 0 : rarity), 0);
    const answers = [...found.values()].map((note) => scored(note, all, total));
    answers.sort((a, b) => b.isWhole - a.isWhole || b.score - a.score || a.number - b.number);
    return answers.filter((answer) => answer.isWhole || answer.covers > 0.4);
  }

  function scored({ number, parts, best }, all, total) {
    const sum = best.reduce((sum, weight) => sum + weight, 0);
    const covers = all.reduce((sum, { rarity, isMore }, at) => sum + (best[at] && !isMore ? rarity : 0), 0) / total;
    const insisted = all.flatMap(({ insists, isMore }, at) => (insists && !isMore ? [at] : []));
    const isWhole = insisted.length > 0 && insisted.every((at) => best[at]);
    const part = [...parts].reduce((most, next) => (next[1] > most[1] ? next : most))[0];
    return { number, part, covers, isWhole: Number(isWhole), score: sum * covers ** 2 };
  }

  /** Notes with a phrase in them are told by their texts; so many are looked through. */
  const MOST_PHRASED = 40;

  async function withPhrases(answers, phrases) {
    const { parts } = await index();
    const holds = async ({ number }) => {
      const texts = await Promise.all((parts.get(number) ?? [number]).map(textOf));
      const said = texts.flatMap(({ title, sections }) => [title, ...sections.flatMap((s) => [s.heading, s.text])]);
      const folded = said.map(fold);
      return phrases.every((phrase) => folded.some((text) => text.includes(phrase)));
    };
    const first = answers.slice(0, MOST_PHRASED);
    const kept = await Promise.all(first.map(holds));
    return first.filter((_, at) => kept[at]);
  }

  /** So many words of a long question are asked for: each takes a file or two, and the long ones say most. */
  const MOST_TOLD = 6;

  function telling(asked) {
    if (!isSentence(asked)) return asked;
    const length = ({ word, special }) => (special || /\p{N}/u.test(word) ? LONGEST_QUESTION : word.length);
    const told = new Set([...asked].sort((a, b) => length(b) - length(a)).slice(0, MOST_TOLD));
    return asked.filter((term) => told.has(term));
  }

  async function answered(question) {
    const { asked: all, phrases, isCut } = parsed(question);
    const asked = telling(all);
    const known = await index();
    const resolving = (await Promise.all(asked.map(resolved))).flat();
    const terms = resolving.filter(({ words }) => words.size);
    const unknown = resolving.filter(({ words }) => !words.size).map(({ word }) => word);
    const instead = resolving.filter((term) => term.corrected);
    const absent = resolving.flatMap((term) => term.absent ?? []);
    let answers = terms.length ? ranked([...terms, ...(await neighbours(asked))], known) : [];
    if (phrases.length) answers = await withPhrases(answers, phrases);
    return { answers, terms, unknown, instead, absent, isCut, isEmpty: !asked.length };
  }

  /** Answers a question: `answers` in order, each to be shown by `shown`; `terms`, what was asked for; `instead`,
      words that were taken for others; `unknown`, words that are nowhere; `absent`, manifests that are in no note;
      `isCut`, whether only its beginning was asked for; `isEmpty`, whether it has no word. */
  const ask = (question) => afresh(() => answered(question));

  /* Excerpts */

  /** The places in a text where a term is found: from, to, which term. */
  function places(text, terms) {
    const found = [];
    const add = (start, end, spelt) => {
      const at = terms.findIndex((term) => term.words.has(spelt) && term.isMarked);
      if (at >= 0) found.push([start, end, at]);
      return at >= 0;
    };
    for (const { 0: run, index: start } of text.matchAll(RUN)) {
      if (IS_UNSPACED.test(run)) {
        let at = start;
        for (const pair of pairs(run)) {
          add(at, at + pair.length, fold(pair));
          at += [...pair][0].length;
        }
      } else {
        const { words, parts } = wordsOfRun(run);
        [...words, ...parts].some((word) => add(start, start + run.length, word));
      }
    }
    return found;
  }

  const LENGTH = 170;

  /** A piece of a text with as many terms as possible, as strings and marked strings. */
  function excerpt(text, terms) {
    const found = places(text, terms);
    let [best, start] = [0, 0];
    found.forEach(([from], at) => {
      const inside = found.slice(at, at + 40).filter(([, to]) => to - from <= LENGTH * 0.8);
      const says = new Set(inside.map(([, , term]) => term)).size + inside.length / 100;
      if (says > best) [best, start] = [says, from];
    });
    const from = start > LENGTH / 4 ? text.lastIndexOf(" ", start - LENGTH / 5) + 1 : 0;
    const open = Math.max(from, start - LENGTH / 2);
    let end = Math.min(text.length, open + LENGTH);
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), open + LENGTH / 2);
    const pieces = marked(text, found, open, end);
    return [...(open > 0 ? ["… "] : []), ...pieces, ...(end < text.length ? [" …"] : [])];
  }

  function marked(text, found, start, end) {
    const pieces = [];
    let at = start;
    for (const [from, to] of found) {
      if (to > end || to <= at) continue;
      const begin = Math.max(from, at);
      if (begin > at) pieces.push(text.slice(at, begin));
      pieces.push({ mark: text.slice(begin, to) });
      at = to;
    }
    return [...pieces, text.slice(at, end)];
  }

  const MOST_SECTIONS = 2;

  /** An answer as it is shown: the note, its folders, and the sections that say most. */
  async function shown({ number, part }, terms) {
    const { url, title, folders, sections } = await textOf(part);
    const says = sections.map((section) => {
      const inHeading = new Set(places(section.heading, terms).map(([, , term]) => term));
      const inText = new Map();
      for (const [, , term] of places(section.text, terms)) inText.set(term, (inText.get(term) ?? 0) + 1);
      const counts = [...inText.values()].reduce((sum, count) => sum + Math.min(count, 4) / 8, 0);
      const all = new Set([...inHeading, ...inText.keys()]).size;
      return { section, inHeading: inHeading.size, all, score: all * 2 + inHeading.size * 2 + counts };
    });
    const best = [...says].sort((a, b) => b.score - a.score);
    const whole = marked(title, places(title, terms), 0, title.length);
    const lead = best[0]?.score && !best[0].section.id ? best[0] : undefined;
    const isNamed = places(title, terms).length > 0;
    const wanted = best.filter(({ section, all, inHeading }) => section.id && (all === best[0].all || inHeading));
    const listed = wanted.filter(({ score }) => score).slice(0, isNamed && lead ? 1 : MOST_SECTIONS);
    const intro = lead?.section ?? (isNamed || !listed.length ? sections[0] : undefined);
    return {
      number,
      url,
      title: whole,
      folders,
      text: intro ? excerpt(intro.text, terms) : [],
      sections: listed.map(({ section }) => ({
        url: `${url}#${encodeURIComponent(section.id)}`,
        heading: marked(section.heading, places(section.heading, terms), 0, section.heading.length),
        text: excerpt(section.text, terms),
      })),
    };
  }

  /* What a reader sees */

  const AT_ONCE = 10;

  const fragments = (pieces) =>
    pieces.map((piece) => (piece.mark === undefined ? piece : make("mark", { textContent: piece.mark })));

  function option(id, url, className, label, text, folders) {
    const title = make("b", {}, ...fragments(label));
    const above = folders ? [make("small", { textContent: folders })] : [];
    const says = text.length ? [make("span", {}, ...fragments(text))] : [];
    const option = make("a", { id, href: url, className }, title, ...above, ...says);
    option.role = "option";
    option.ariaSelected = "false";
    return option;
  }

  /** A note and its sections, as one group of the list. */
  function group(answer, id) {
    const note = option(id, answer.url, "note", answer.title, answer.text, answer.folders);
    const sections = answer.sections.map((section, at) =>
      option(`${id}-${at}`, section.url, "section", section.heading, section.text),
    );
    const group = make("div", {}, note, ...sections);
    group.role = "group";
    group.ariaLabel = note.firstChild.textContent;
    return group;
  }

  const counted = (count) => (count === 1 ? "1 result" : `${count} results`);

  /** Makes a field answer: what is typed into it is asked, the answers stand in `box`, `asked` is told each
      question. */
  function answering(input, box, asked = () => {}) {
    const status = make("p", { className: "status" });
    status.role = "status";
    const list = make("div", { className: "answers", id: "page:answers", hidden: true });
    list.role = "listbox";
    list.ariaLabel = "Results";
    const more = make("button", { type: "button", className: "more-answers", textContent: "More results", hidden: true });
    box.append(status, list, more);
    input.role = "combobox";
    input.ariaExpanded = "false";
    input.ariaAutoComplete = "list";
    input.setAttribute("aria-controls", list.id);

    let turn = 0;
    let found = { answers: [], terms: [] };

    const options = () => [...list.querySelectorAll("[role=option]")];
    const chosen = () => list.querySelector("[aria-selected=true]");

    function choose(option) {
      const before = chosen();
      if (before) before.ariaSelected = "false";
      if (option) option.ariaSelected = "true";
      if (option) input.setAttribute("aria-activedescendant", option.id);
      else input.removeAttribute("aria-activedescendant");
    }

    function step(by) {
      const all = options();
      const next = all[(all.indexOf(chosen()) + by + all.length) % all.length];
      choose(next);
      next?.scrollIntoView({ block: "nearest" });
    }

    const ready = ({ answers, terms }, start) =>
      Promise.all(answers.slice(start, start + AT_ONCE).map((answer) => shown(answer, terms)));

    /** Shows answers below those that stand there. */
    function show(answers) {
      const start = list.children.length;
      list.append(...answers.map((answer, at) => group(answer, `page:answer-${start + at}`)));
      list.hidden = !list.children.length;
      more.hidden = list.children.length >= found.answers.length;
      input.ariaExpanded = String(!list.hidden);
      if (!start) choose(options()[0]);
    }

    async function showMore() {
      const of = turn;
      try {
        const answers = await ready(found, list.children.length);
        if (of === turn) show(answers);
      } catch {
        if (of === turn) fail();
      }
    }

    /** Says that the index cannot be read, whatever the reason, and what leads on. */
    function fail() {
      clear();
      status.replaceChildren("The search index could not be read: a part of it is missing or of another version of this site. Loading the page again may help. ", ...ways());
    }

    /** What is said about the answers as a whole. */
    function summary(question) {
      const absent = found.absent.map(({ kind, name }) => `No ${kind} is named “${name}”. `);
      if (absent.length) return [...absent, `${counted(found.answers.length)} for its words.`];
      const instead = found.instead.map((term) => term.corrected).join(", ");
      if (instead && found.answers.length) return ["Showing results for ", make("b", { textContent: instead }), `: ${counted(found.answers.length)}`];
      if (found.answers.length) return [counted(found.answers.length)];
      if (found.isEmpty) return ["Nothing to look for: a question needs a letter or a digit. ", ...ways()];
      return [`Nothing found for “${question.length > 80 ? `${question.slice(0, 80).toWellFormed()} …` : question}”. `, ...ways()];
    }

    const cut = () => (found.isCut ? [" Only the beginning of the question was looked for. "] : []);

    function ways() {
      const index = document.querySelector(".top nav a");
      return index ? ["All notes are in the ", make("a", { href: index.href, textContent: "index" }), "."] : [];
    }

    /** Words like those that were not found, each a question. */
    async function suggest(of) {
      const all = await Promise.all(found.unknown.map((word) => near(word, Math.max(2, Math.ceil(word.length / 3)))));
      const names = [...found.absent.flatMap(({ near }) => near), ...all.flat().map(([name]) => name)].slice(0, 5);
      if (of !== turn || !names.length) return;
      const buttons = names.map((name) => {
        const button = make("button", { type: "button", textContent: name });
        button.addEventListener("click", () => ((input.value = name), input.focus(), run()));
        return button;
      });
      status.append(" Near to it: ", ...buttons);
    }

    function clear() {
      list.replaceChildren();
      list.hidden = true;
      more.hidden = true;
      input.ariaExpanded = "false";
      choose();
    }

    async function run() {
      const of = ++turn;
      const question = input.value.trim();
      asked(question.slice(0, LONGEST_QUESTION));
      if (!question) {
        clear();
        return status.replaceChildren();
      }
      const slow = setTimeout(() => of === turn && status.replaceChildren("Searching …"), 300);
      try {
        const [answer, first] = await afresh(async () => {
          const answer = await answered(question);
          return [answer, await ready(answer, 0)];
        });
        if (of !== turn) return;
        found = answer;
        // The answers of before stay until now: nothing flickers while somebody types.
        clear();
        show(first);
        status.replaceChildren(...summary(question), ...cut());
        if (!first.length || answer.absent.length) await suggest(of);
      } catch {
        if (of === turn) fail();
      } finally {
        clearTimeout(slow);
      }
    }

    let pause;
    input.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(run, 90);
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const action = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Enter: () => open(event) }[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    });
    more.addEventListener("click", showMore);

    /** Enter before the answers are there opens the first as soon as it is. */
    async function open({ ctrlKey, metaKey }) {
      clearTimeout(pause);
      await run();
      const link = chosen();
      if (!link) return;
      if (ctrlKey || metaKey) window.open(link.href);
      else link.click();
    }

    if (input.value) run();
  }

  /** The page that searches: its question is in its address. */
  function ofPage(input) {
    const box = document.querySelector(".asked");
    const others = document.querySelector(".ways");
    input.value ||= new URLSearchParams(location.search).get("q") ?? "";
    // Whoever comes without a question has come to ask one.
    if (!input.value) input.focus({ preventScroll: true });
    input.form.addEventListener("submit", (event) => event.preventDefault());
    answering(input, box, (question) => {
      const address = new URL(location.href);
      if (question) address.searchParams.set("q", question);
      else address.searchParams.delete("q");
      if (location.protocol !== "file:") history.replaceState(null, "", address);
      others.hidden = question !== "";
    });
  }

  const field = document.querySelector("main input[name=q]");
  if (field) ofPage(field);

  return { part, words, ask, shown, noteText, answering };
})();
