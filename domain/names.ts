/**
 * Names made comparable: NFKC, case folding, Cyrillic written in Latin letters, no accents, spaces or punctuation.
 * "Химпром", "KHIMPROM" and "Khim-prom" come out equal. Equal names raise a suspicion, never a merge.
 */

/** Russian after BGN/PCGN without its apostrophes; then the letters that Kazakh, Kyrgyz, Tajik, Uzbek and Ukrainian add. */
// biome-ignore format: a table reads better in rows than a letter a line
const latinOf: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm',
  н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch',
  ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya',
  ә: 'a', ғ: 'gh', қ: 'q', ң: 'ng', ө: 'o', ұ: 'u', ү: 'u', һ: 'h', і: 'i', ӣ: 'i', ӯ: 'u', ҳ: 'h', ҷ: 'j', ў: 'o',
  є: 'ye', ї: 'yi', ґ: 'g',
}

/** For comparison and as a key. Never empty unless the name is: what holds no letter or digit keeps its signs. */
export function normaliseName(name: string): string {
  const letters = words(name).join('')
  return letters === '' ? folded(name).replaceAll(/\s+/gu, '') : letters
}

/** For searching: as for comparison, but the words stay apart, with one space between. */
export function searchable(text: string): string {
  return words(text).join(' ')
}

function words(text: string): readonly string[] {
  // Apostrophes stand inside words; every other sign ends one.
  return latin(folded(text))
    .replaceAll(/['’ʼʻ`]/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** Upper and back folds what lower case alone keeps apart (ß, ſ), which ẞ only becomes; a final sigma is a sigma. */
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .normalize('NFC')
}

/** Before accents go, since й is a letter of its own; and after, since others (ӑ) are an accented one. */
function latin(text: string): string {
  return transliterated(
    transliterated(text)
      .normalize('NFKD')
      .replaceAll(/\p{M}+/gu, ''),
  )
}

function transliterated(text: string): string {
  return [...text].map((letter) => latinOf[letter] ?? letter).join('')
}
