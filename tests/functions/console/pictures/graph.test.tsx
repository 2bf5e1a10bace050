import { describe, expect, it } from 'vitest'
import type { Language } from '../../../../functions/console/language.ts'
import { GraphPicture } from '../../../../functions/console/pictures/graph.tsx'
import { graphOf } from '../../../../functions/console/pictures/graph-answer.ts'
import {
  doubtOf,
  type Graph,
  nodesDrawnMax,
  shownOf,
} from '../../../../functions/console/pictures/graph-shown.ts'
import { GraphTable, leftOutOf } from '../../../../functions/console/pictures/graph-table.tsx'
import { graphOfSize } from './graphs.ts'

const small: Graph = {
  focus: 'routes/northern',
  nodes: [
    { id: 'routes/northern', kind: 'routes', label: 'Northern route' },
    { id: 'actors/khimprom', kind: 'actors', label: 'Химпром <script>' },
    { id: 'countries/kz', kind: 'countries', label: 'Kazakhstan', doubt: 'suspected' },
  ],
  edges: [
    { from: 'actors/khimprom', to: 'routes/northern', relation: 'uses', evidence: 2, doubt: 'disputed' },
    { from: 'routes/northern', to: 'countries/kz', relation: 'transit', evidence: 1 },
    { from: 'routes/northern', to: 'countries/kz', relation: 'departure', evidence: 1, doubt: 'disputed' },
  ],
}

const hrefOf = ({ id }: { id: string }) => `?focus=${encodeURIComponent(id)}`
const drawn = async (graph: Graph, lang: Language = 'en') =>
  String(await (<GraphPicture graph={shownOf(graph)} lang={lang} hrefOf={hrefOf} />))
const tabled = async (graph: Graph, lang: Language = 'en') =>
  String(await (<GraphTable graph={shownOf(graph)} lang={lang} hrefOf={hrefOf} />))

describe('what is drawn', () => {
  it('is the nearest, then the best connected; the rest is counted by kind', () => {
    const graph: Graph = {
      focus: 'routes/a',
      nodes: [
        'routes/a',
        'actors/near',
        'actors/alone',
        'seizures/far-and-linked',
        'seizures/far',
        'sessions/lost',
      ].map((id) => ({ id, kind: id.split('/')[0] as 'actors', label: id })),
      edges: [
        ['actors/near', 'routes/a'],
        ['actors/alone', 'routes/a'],
        ['seizures/far-and-linked', 'actors/near'],
        ['seizures/far-and-linked', 'actors/alone'],
        ['seizures/far', 'actors/near'],
      ].map(([from = '', to = '']) => ({ from, to, relation: 'uses', evidence: 1 })),
    }
    const shown = shownOf(graph, 4)
    expect(shown.nodes.map(({ id, distance }) => [id, distance])).toEqual([
      ['actors/alone', 1],
      ['actors/near', 1],
      ['routes/a', 0],
      ['seizures/far-and-linked', 2],
    ])
    expect([...shown.leftOut]).toEqual([
      ['seizures', 1],
      ['sessions', 1],
    ])
    expect(shown.links).toHaveLength(4)
    expect(leftOutOf(shown, 'en')).toContain('1 seizure, 1 session')
    expect(leftOutOf(shown, 'ru')).toContain('1 изъятие, 1 сессия')
  })

  it('and what is left out make up the whole', () => {
    const shown = shownOf(graphOfSize(500))
    const leftOut = [...shown.leftOut.values()].reduce((sum, count) => sum + count, 0)
    expect([shown.nodes.length, leftOut]).toEqual([nodesDrawnMax, 500 - nodesDrawnMax])
    expect(leftOutOf(shownOf(graphOfSize(20)), 'en')).toBeUndefined()
  })

  it('is doubtful only where everything that links the two is', () => {
    expect(shownOf(small).links.map((link) => [link.ends[0], doubtOf(link)])).toEqual([
      ['actors/khimprom', 'disputed'],
      ['countries/kz', undefined],
    ])
  })

  it('has no link without both its ends, and none to itself', () => {
    const edges = [
      { from: 'routes/northern', to: 'routes/northern', relation: 'supplies', evidence: 1 },
      { from: 'actors/unknown', to: 'routes/northern', relation: 'uses', evidence: 1 },
    ]
    expect(shownOf({ ...small, edges }).links).toEqual([])
  })
})

describe('the chart', () => {
  it('has a link with a spoken name for each node, the focus among them', async () => {
    const svg = await drawn(small)
    expect(svg.match(/<a [^>]*><title>[^<]*/g)).toEqual([
      expect.stringContaining('<title>Actor: Химпром &lt;script&gt;, 1 link'),
      expect.stringContaining('<title>Country: Kazakhstan, 1 link, suspected'),
      expect.stringContaining('<title>Route: Northern route, 2 links'),
    ])
    expect(svg).toContain('href="?focus=actors%2Fkhimprom"')
    expect(svg.match(/aria-current="true"/g)).toHaveLength(1)
  })

  it('shows doubt by its lines, and tells what the lines mean', async () => {
    const svg = await drawn(small)
    expect(svg.match(/class="graph-disputed"/g)).toHaveLength(2)
    for (const word of ['Course of a route', 'Use and dealings', 'disputed', 'suspected'])
      expect(svg).toContain(`>${word}<`)
    expect(svg).not.toContain('>Seizure<')
  })

  it('stays within its picture, with the focus in the middle of it', async () => {
    const svg = await drawn(graphOfSize(80))
    const [x = 0, y = 0, width = 0, height = 0] = (/viewBox="([^"]*)"/.exec(svg)?.[1] ?? '')
      .split(' ')
      .map(Number)
    const places = [...svg.matchAll(/translate\((\S+) (\S+)\)" d=/g)].map(([, px, py]) => [
      Number(px),
      Number(py),
    ])
    const within = places.filter(([px = 0, py = 0]) => px > x && px < x + width && py > y && py < y + height)
    expect(within).toHaveLength(places.length)
    expect(x + width / 2).toBe(0)
    expect(-y).toBeLessThan(height / 2 + 1)
  })

  it('of 500 subjects is small, and has neither style nor script in it', async () => {
    const svg = await drawn(graphOfSize(500), 'ru')
    expect(Buffer.byteLength(svg)).toBeLessThan(150_000)
    expect(svg).not.toMatch(/NaN|undefined|Infinity|style=|<script| on\w+=/)
  })

  it('speaks Russian', async () => {
    const svg = await drawn(small, 'ru')
    expect(svg).toContain('Схема связей: Northern route')
    expect(svg).toContain('<title>Маршрут: Northern route, 2 связи</title>')
  })
})

describe('the table', () => {
  it('has every edge of the chart, with the same names and doubts', async () => {
    const rows = (await tabled(small))
      .split('<tr>')
      .slice(2)
      .map((row) => row.replaceAll(/<[^>]*>/g, '|').replaceAll(/\|+/g, '|'))
    expect(rows).toEqual([
      '|Actor: |Химпром &lt;script&gt;|uses|Route: |Northern route|2|disputed|',
      '|Route: |Northern route|departure|Country: |Kazakhstan| (suspected)|1|disputed|',
      '|Route: |Northern route|transit|Country: |Kazakhstan| (suspected)|1|',
    ])
  })
})

describe('an answer of the API', () => {
  it('becomes a graph: countries by name, doubts by the claims behind them', () => {
    const claim = '0fd48e30-d621-57e9-a07e-89787cbee125'
    const answer = {
      nodes: [
        { id: 'actors/a', kind: 'actors', label: 'A' },
        { id: 'actors/b', kind: 'actors', label: 'B' },
        { id: 'countries/kz', kind: 'countries', label: 'KZ' },
      ],
      edges: [
        { from: 'actors/a', to: 'actors/b', relation: 'duplicate-suspected', evidence: ['x'] },
        { from: 'actors/a', to: 'countries/kz', relation: 'based-in', evidence: [claim] },
        { from: 'actors/b', to: 'countries/kz', relation: 'based-in', evidence: [claim, 'y'] },
        { from: 'actors/b', to: 'countries/kz', relation: 'operates-in', evidence: ['z'] },
      ],
    } as const
    const doubts = {
      disputedClaims: new Set([claim]),
      suspectedClaims: new Set(['z']),
      suspected: new Set(['actors/b']),
    }
    const graph = graphOf(answer as never, { focus: 'actors/a', lang: 'ru', ...doubts })
    expect(graph.nodes.map(({ label, doubt }) => [label, doubt])).toEqual([
      ['A', undefined],
      ['B', 'suspected'],
      ['Казахстан', undefined],
    ])
    expect(graph.edges.map(({ evidence, doubt }) => [evidence, doubt])).toEqual([
      [1, 'suspected'],
      [1, 'disputed'],
      [2, undefined],
      [1, 'suspected'],
    ])
  })
})
