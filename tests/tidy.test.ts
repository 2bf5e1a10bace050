import { existsSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { code, files, imports, read, root, sources } from './support/sources.ts'

/** The habits of the project that no other check knows: what breaks one is named in the failure. */
const written = sources('events', 'domain', 'functions', 'infra', 'tests')
const lineCountMax = 199

/** What each folder may import: own folders, and packages where the list is short on purpose. */
const mayImport: Record<string, { folders: string[]; packages?: RegExp }> = {
  events: {
    folders: ['events'],
    packages:
      /^(zod|node:crypto|uuid|canonicalize|jsonc-parser|fastest-levenshtein|i18n-iso-countries|iso-3166)(\/|$)/,
  },
  domain: { folders: ['events', 'domain'], packages: /^big\.js$/ },
  functions: { folders: ['events', 'domain', 'functions', 'docs'] },
  // Pages know by the generated types what the API answers.
  'functions/console': { folders: ['events', 'domain', 'functions', 'infra'] },
  infra: { folders: ['events', 'infra', 'package.json'] },
  // Operators run parts of the functions in their own process.
  'infra/cli/ops': { folders: ['events', 'domain', 'functions', 'infra'] },
}

const isOwn = (from: string) => /^(events|domain|functions|infra|tests|docs|package\.json)\b/.test(from)
const packageOf = (from: string) => from.split('/', from.startsWith('@') ? 2 : 1).join('/')

describe('imports', () => {
  it.each(Object.entries(mayImport))('%s looks only where it may', (folder, { folders, packages }) => {
    const inner = Object.keys(mayImport).filter((other) => other.startsWith(`${folder}/`))
    const own = sources(folder).filter((file) => !inner.some((other) => file.startsWith(`${other}/`)))
    const wrong = own.flatMap((file) =>
      imports(file)
        .filter(({ from }) => {
          if (isOwn(from)) return !folders.includes(from.split('/')[0] ?? '')
          return packages ? !packages.test(from) : false
        })
        .map(({ from }) => `${file} imports ${from}`),
    )
    expect(wrong).toEqual([])
  })

  it('what is deployed needs no package of development', () => {
    const { dependencies } = JSON.parse(read('package.json'))
    const wrong = sources('events', 'domain', 'functions').flatMap((file) =>
      imports(file)
        .filter(({ from, typesOnly }) => !isOwn(from) && !typesOnly && !from.startsWith('node:'))
        .filter(({ from }) => !(packageOf(from) in dependencies))
        .map(({ from }) => `${file} imports ${from}`),
    )
    expect(wrong).toEqual([])
  })

  it('says node: before a module of Node', () => {
    const bare = written.flatMap((file) =>
      imports(file)
        .filter(({ from }) => !from.startsWith('node:') && builtinModules.includes(from))
        .map(({ from }) => `${file} ${from}`),
    )
    expect(bare).toEqual([])
  })
})

describe('words', () => {
  const impure = [
    /\bDate\.now\b/,
    /\bnew Date\(\s*\)/,
    /(?<!new )\bDate\(\s*\)/,
    /\bMath\.random\b/,
    /\brandom(UUID|Bytes|Int|FillSync)\b/,
    /\bgetRandomValues\b/,
    /\bperformance\b/,
    /\bprocess\./,
    /\bset(Timeout|Interval|Immediate)\b/,
    /\bfetch\(/,
    /\bconsole\./,
    /\bimport\s*\{[^}]*\bv[1467]\b[^}]*\}\s*from 'uuid'/,
  ]
  const unwanted = [
    /\bT[O]DO\b/,
    /\bF[I]XME\b/,
    /\bas a[n]y\b/,
    /@ts-(i[g]nore|n[o]check)/,
    /\b(class|const|function|type|interface) \w*(Manager|Helper|Helpers|Util|Utils)\b/,
    /\bexport \* from\b/,
  ]

  const found = (among: readonly string[], patterns: readonly RegExp[], text: (file: string) => string) =>
    among.flatMap((file) =>
      patterns.filter((pattern) => pattern.test(text(file))).map((pattern) => `${file} has ${pattern}`),
    )

  it('keeps clock, randomness and the world out of events/ and domain/', () => {
    expect(found(sources('events', 'domain'), impure, code)).toEqual([])
  })

  it('leaves nothing for later and lies to no type', () => {
    expect(found(written, unwanted, read)).toEqual([])
  })

  // V8 13.6 loses the flag of such a group now and then (nodejs/node#60030).
  it('has no pattern that changes its flags midway', () => {
    expect(found(sources('events', 'domain', 'functions', 'infra'), [/\(\?[ims]*-?[ims]+:/], code)).toEqual(
      [],
    )
  })

  it('names no file for what it is not', () => {
    const banned = /^(utils?|helpers?|common|misc|manager|service|index)$/
    const named = written.filter((file) =>
      file.split('/').some((part) => part.split(/[.-]/).some((word) => banned.test(word))),
    )
    expect(named).toEqual([])
  })

  it('tells nothing of the machine it was written on', () => {
    const elsewhere = [
      /(?<![\w.)}*])[/](work|home|root|Users|tmp)[/]\w/,
      /\b[A-Z]:\\\\/,
      /\bregist[r]y\.[a-z]/,
      /\b(npmj[s]|artifactor[y]|verdacci[o])\b/,
    ]
    const told = files(
      '*.{json,md,ts}',
      '.ci/*',
      '{events,domain,functions,infra,tests,docs}/**/*.{ts,tsx,md,json}',
    )
    expect(found(told, elsewhere, read)).toEqual([])
  })
})

describe('files', () => {
  it('are short enough to be read', () => {
    const long = written
      .map((file) => [file, read(file).trimEnd().split('\n').length] as const)
      .filter(([, lines]) => lines > lineCountMax)
    expect(long).toEqual([])
  })

  /** By a test that stands where they stand or names them, or as a part of a file that is. */
  it('are tested where they decide something', () => {
    const tests = sources('tests')
    const named = new Set(tests.flatMap((test) => imports(test).map(({ from }) => from)))
    const own = (file: string) =>
      named.has(file) || tests.includes(`tests/${file.replace(/\.tsx?$/, '.test.ts')}`)
    const tested = sources('events', 'domain').filter(own)
    const parts = new Set(tested.flatMap((file) => imports(file).map(({ from }) => from)))
    const untested = sources('events', 'domain')
      .filter((file) => /=>|\bfunction\b/.test(code(file).replace(/^(export )?type [\s\S]*?(?=^\S)/gm, '')))
      .filter((file) => !own(file) && !parts.has(file))
    expect(untested).toEqual([])
  })

  /** Their modules are shared by the files that follow. */
  it('of tests give back the clients that they replaced', () => {
    const replacing = sources('tests').filter((file) => /mockClient\([A-Z]\w*Client\)/.test(code(file)))
    expect(replacing.length).toBeGreaterThan(0)
    expect(replacing.filter((file) => !code(file).includes('.restore()'))).toEqual([])
  })

  it('of tests stand where what they test stands', () => {
    const astray = sources('tests/events', 'tests/domain', 'tests/functions', 'tests/infra')
      .map((test) => dirname(test))
      .filter((folder) => !existsSync(join(root, folder.replace(/^tests\//, ''))))
    expect(astray).toEqual([])
  })
})
