import { existsSync } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import { expect, it } from 'vitest'
import { files, read, root, sources } from './support/sources.ts'

/** What is written about the system: links that lead somewhere, decisions that can be found. */
const documents = files('*.md', 'docs/**/*.md')
const links = (document: string) =>
  [...read(document).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^([a-z]+:|\/)/.test(target))

const anchors = (document: string) =>
  [...read(document).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

it('link to what exists', () => {
  const dead = documents.flatMap((document) =>
    links(document)
      .filter((link) => {
        const [path = '', anchor] = link.split('#')
        const target = path === '' ? document : normalize(join(dirname(document), path))
        if (!existsSync(join(root, target))) return true
        return anchor !== undefined && target.endsWith('.md') && !anchors(target).includes(anchor)
      })
      .map((link) => `${document} links to ${link}`),
  )
  expect(dead).toEqual([])
})

const decisions = files('docs/adr/[0-9]*.md')

it('record each decision once, numbered without gaps, in under 40 lines, with its price', () => {
  expect(decisions.map((file) => Number(basename(file).slice(0, 4)))).toEqual(
    decisions.map((_, at) => at + 1),
  )
  for (const file of decisions) {
    const text = read(file)
    expect(basename(file), file).toMatch(/^\d{4}-[a-z0-9]+(-[a-z0-9]+)+\.md$/)
    expect(text.trimEnd().split('\n').length, file).toBeLessThan(40)
    const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)
    expect(headings, file).toEqual(['Context', 'Options', 'Decision', 'Price'])
  }
})

it('lead from the architecture to every decision', () => {
  const named = links('docs/ARCHITECTURE.md').map((link) => normalize(join('docs', link.split('#')[0] ?? '')))
  expect(decisions.filter((file) => !named.includes(file))).toEqual([])
})

it('cite decisions that were taken', () => {
  const cited = sources('events', 'domain', 'functions', 'infra', 'tests').flatMap((file) =>
    [...read(file).matchAll(/\bADR-(\d{4})\b/g)].map(([, number]) => number),
  )
  const taken = new Set(decisions.map((file) => basename(file).slice(0, 4)))
  expect(cited.filter((number) => number !== undefined && !taken.has(number))).toEqual([])
})
