/** The link chart around one subject; without a focus, where to find one. */
import { forms } from '../../query/forms.ts'
import { doubtsAbout } from '../doubts.ts'
import { linkTo } from '../filters.ts'
import type { Asked, Page, Shown } from '../page.ts'
import { FocusChoice } from '../parts/focus-choice.tsx'
import { Switch } from '../parts/switch.tsx'
import { GraphPicture, type GraphProps } from '../pictures/graph.tsx'
import { graphOf } from '../pictures/graph-answer.ts'
import { type ShownGraph, shownOf } from '../pictures/graph-shown.ts'
import { GraphTable, leftOutOf } from '../pictures/graph-table.tsx'
import { takeAways } from '../take-away.ts'
import { graphTexts } from '../texts/graph.ts'

const path = '/console/graph'
const depths = ['1', '2'] as const

export const graphPage: Page = {
  path,
  under: 'graph',
  filters: [],
  own: [
    { name: 'focus', holds: forms.focus.holds },
    { name: 'depth', holds: forms.depth.holds },
    { name: 'q', holds: forms.q.holds },
  ],
  show: async (asked) => {
    const { focus } = asked.own
    return focus === undefined
      ? { title: graphTexts[asked.lang].title, body: await FocusChoice({ asked, path }) }
      : around(focus, asked)
  },
}

async function around(focus: string, asked: Asked): Promise<Shown> {
  const { ask, lang, filters, own } = asked
  const t = graphTexts[lang]
  const depth = own.depth === '2' ? '2' : '1'
  const answer = await ask.get('/v1/graph', { query: { focus, depth } })
  const doubts = await doubtsAbout({ focus, nodes: answer.nodes }, asked)
  const graph = shownOf(graphOf(answer, { focus, lang, ...doubts }))
  const name = graph.nodes.find(({ id }) => id === focus)?.label ?? focus
  const props: GraphProps = {
    graph,
    lang,
    // The focus is there already: it leads on to its card.
    hrefOf: ({ id, kind }) =>
      id === focus && hasCard(kind)
        ? linkTo(`/console/${id}`, filters)
        : linkTo(path, filters, { focus: id, depth }),
  }
  return {
    title: t.titleOf(name),
    picture: <GraphPicture {...props} />,
    takeAway: [
      { href: linkTo(path, filters, { focus, depth, picture: 'svg' }), label: 'SVG' },
      ...takeAways('/v1/graph', { focus, depth }, ['graphml']),
    ],
    body: (
      <>
        <Switch
          label={t.depth}
          options={depths.map((value) => ({
            name: value,
            href: linkTo(path, filters, { focus, depth: value }),
            isChosen: value === depth,
          }))}
        />
        <ul class="inline">
          {hasCard(focus.split('/')[0] ?? '') && (
            <li>
              <a href={linkTo(`/console/${focus}`, filters)}>{t.toCard}</a>
            </li>
          )}
          <li>
            <a href={linkTo(path, filters)}>{t.other}</a>
          </li>
        </ul>
        <Missing graph={graph} isTruncated={answer.truncated} asked={asked} />
        <figure class="picture">
          <GraphPicture {...props} />
        </figure>
        <details>
          <summary>{t.asTable}</summary>
          <GraphTable {...props} />
        </details>
      </>
    ),
  }
}

/** What has a page of its own. */
const hasCard = (kind: string): boolean =>
  ['routes', 'actors', 'seizures', 'sessions', 'statements', 'commitments', 'countries'].includes(kind)

type MissingProps = { graph: ShownGraph; isTruncated: boolean; asked: Pick<Asked, 'lang'> }

function Missing({ graph, isTruncated, asked: { lang } }: MissingProps) {
  const t = graphTexts[lang]
  const said = [
    leftOutOf(graph, lang),
    isTruncated ? t.truncated : undefined,
    graph.links.length === 0 ? t.alone : undefined,
  ].filter((text) => text !== undefined)
  return said.length === 0 ? null : <p class="note">{said.join(' ')}</p>
}
