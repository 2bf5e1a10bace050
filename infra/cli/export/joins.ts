/** How the pages of one export become one valid file. Each page is valid alone, so that joining is more than gluing. */
import { v5 } from 'uuid'
import { CommandFailed } from '../failure.ts'

/** `add` takes a page and answers with the text that can be written by now; `end` with what is left to write. */
type Join = { add(page: string): string; end(): string }

/** By the name that `--format` knows: what the server calls the form, and how its pages are joined. */
export const exportFormats: Readonly<Record<string, { extension: string; join: () => Join }>> = {
  csv: { extension: 'csv', join: csv },
  unodc: { extension: 'unodc.csv', join: csv },
  geojson: { extension: 'geojson', join: geojson },
  ndjson: { extension: 'ndjson', join: ndjson },
  stix: { extension: 'stix.json', join: stix },
  graphml: { extension: 'graphml', join: graphml },
}

/** One header: no column has a line end in its name. */
function csv(): Join {
  let head: string | undefined
  return {
    add: (page) => {
      const cut = page.indexOf('\r\n') + 2
      const found = page.slice(0, cut)
      if (cut < 2 || (head !== undefined && found !== head)) throw unreadable('CSV with one header')
      const isFirst = head === undefined
      head = found
      return isFirst ? page : page.slice(cut)
    },
    end: () => '',
  }
}

function ndjson(): Join {
  return {
    add: (page) => {
      if (page !== '' && !page.endsWith('\n')) throw unreadable('NDJSON')
      return page
    },
    end: () => '',
  }
}

function geojson(): Join {
  let head: string | undefined
  const list = members()
  return {
    add: (page) => {
      const { features, next: _, ...rest } = parsed(page, 'GeoJSON')
      if (rest.type !== 'FeatureCollection' || !Array.isArray(features)) throw unreadable('GeoJSON')
      const start = head === undefined ? `${JSON.stringify(rest).slice(0, -1)},"features":[` : ''
      head ??= start
      return start + list.next(features)
    },
    end: () => '\n]}\n',
  }
}

/** What several pages refer to stands in each of them, and in the file once. An empty list is no STIX. */
function stix(): Join {
  const ids: string[] = []
  const seen = new Set<unknown>()
  const list = members()
  return {
    add: (page) => {
      const { type, id, objects = [] } = parsed(page, 'STIX')
      if (type !== 'bundle' || typeof id !== 'string' || !Array.isArray(objects)) throw unreadable('STIX')
      const start = ids.length === 0 ? '{"type":"bundle"' : ''
      ids.push(id)
      const fresh = objects.filter((object) => !seen.has(object.id))
      for (const object of fresh) seen.add(object.id)
      const opening = list.isEmpty() && fresh.length > 0 ? ',"objects":[' : ''
      return start + opening + list.next(fresh)
    },
    end: () => `${list.isEmpty() ? '' : '\n]'},"id":${JSON.stringify(bundleId(ids))}}\n`,
  }
}

/** Fixed for ever: the same pages make the same bundle. */
const bundleNamespace = '5be4c2a1-93d5-4c7e-9a51-3f6a0d1e8b27'

function bundleId(ids: readonly string[]): string {
  const [only = '', ...others] = ids
  return others.length === 0 ? only : `bundle--${v5(ids.join(' '), bundleNamespace)}`
}

/**
 * Nodes first, each once: readers want to know a node before an edge leads to it. A node that one page only refers to
 * has more to say on the page that it belongs to. The server writes each element on a line of its own.
 */
function graphml(): Join {
  let head: string[] | undefined
  let truncated = false
  const nodes = new Map<string, string>()
  const edges = new Set<string>()
  return {
    add: (page) => {
      const lines = page.split('\n')
      const start = lines.findIndex((line) => line.startsWith('<graph '))
      if (start < 0 || !lines.includes('</graph>')) throw unreadable('GraphML')
      head ??= lines.slice(0, start + 1)
      truncated ||= lines.includes('<data key="graph-truncated">true</data>')
      for (const line of lines.slice(start)) {
        const id = /^<node id="([^"]+)">/.exec(line)?.[1]
        if (id !== undefined && line.length > (nodes.get(id)?.length ?? 0)) nodes.set(id, line)
        if (line.startsWith('<edge ')) edges.add(line)
      }
      return ''
    },
    end: () =>
      [
        ...(head ?? []),
        `<data key="graph-truncated">${truncated}</data>`,
        ...nodes.values(),
        ...edges,
        '</graph>',
        '</graphml>',
        '',
      ].join('\n'),
  }
}

/** Members of one JSON array, as they come. */
function members(): { next(some: readonly unknown[]): string; isEmpty(): boolean } {
  let count = 0
  return {
    next: (some) => some.map((member) => `${count++ === 0 ? '' : ','}\n${JSON.stringify(member)}`).join(''),
    isEmpty: () => count === 0,
  }
}

function parsed(page: string, form: string): Record<string, unknown> {
  try {
    return JSON.parse(page)
  } catch {
    throw unreadable(form)
  }
}

function unreadable(form: string): CommandFailed {
  return new CommandFailed('server', `the server sent a page that is no ${form}`)
}
