/** How the system stands: views and their lag, the log, and which agencies have been heard of. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { heardOf } from '../heard.ts'
import { type Language, moment, number } from '../language.ts'
import type { Asked, Page } from '../page.ts'
import { AgenciesHeard } from '../parts/agencies-heard.tsx'
import { Facts } from '../parts/facts.tsx'
import { Declined } from '../reading.ts'
import { type Column, Table } from '../table.tsx'
import { statusTexts } from '../texts/status.ts'

export const statusPage: Page = {
  path: '/console/status',
  under: 'status',
  filters: [],
  show: async (asked) => {
    const { ask, lang, reader } = asked
    const isCentre = reader?.agency.kind === 'centre'
    const [projections, checkpoint, heard] = await Promise.all([
      isCentre ? ask.get('/v1/health/projections') : undefined,
      checkpointOf(ask),
      heardOf(asked),
    ])
    return {
      title: statusTexts[lang].title,
      isLive: true,
      body: (
        <>
          <Views projections={projections} lang={lang} />
          {projections && <Queues queues={projections.queues} lang={lang} />}
          <Log checkpoint={checkpoint} lang={lang} />
          <AgenciesHeard heard={heard} asked={asked} />
        </>
      ),
    }
  },
}

/** Undefined before there is one. */
async function checkpointOf(ask: Asked['ask']): Promise<Schemas['LogCheckpoint'] | undefined> {
  try {
    return await ask.get('/v1/log/checkpoint')
  } catch (error) {
    if (error instanceof Declined && error.status === 503) return undefined
    throw error
  }
}

type Projections = Schemas['Projections']

function Views({ projections, lang }: { projections: Projections | undefined; lang: Language }) {
  const t = statusTexts[lang]
  const columns: Column<Projections['items'][number]>[] = [
    { head: t.subject, cell: ({ subject }) => subject },
    { head: t.head, isAmount: true, cell: ({ head }) => number(head, lang) },
    { head: t.projected, isAmount: true, cell: ({ projected }) => number(projected, lang) },
    { head: t.behind, isAmount: true, cell: ({ behind }) => number(behind, lang) },
  ]
  const sweep = projections?.lastSweep
  return (
    <>
      <h2>{t.views}</h2>
      <p>{t.follow}</p>
      {projections ? (
        <>
          <Facts
            facts={[
              [t.overall, t.lag[projections.status]],
              [t.lastSweep, sweep ? `${moment(sweep.sweptAt, lang)}, ${t.lag[sweep.status]}` : t.noSweep],
            ]}
          />
          <Table
            caption={t.lagCaption}
            columns={columns}
            rows={projections.items.toSorted((one, other) => other.behind - one.behind)}
          />
        </>
      ) : (
        <p class="quiet">{t.centreOnly}</p>
      )}
    </>
  )
}

type Told = Projections['queues']

/** What nobody works on has dead letters alone. */
function Queues({ queues, lang }: { queues: Told; lang: Language }) {
  const t = statusTexts[lang]
  const messages = (n: number | null | undefined) =>
    n === undefined ? '—' : n === null ? t.unknown : number(n, lang)
  const columns: Column<NonNullable<Told>['items'][number]>[] = [
    { head: t.queue, cell: ({ name }) => <code>{name}</code> },
    { head: t.waiting, isAmount: true, cell: ({ waiting }) => messages(waiting) },
    { head: t.underWay, isAmount: true, cell: ({ underWay }) => messages(underWay) },
    { head: t.deadLetters, isAmount: true, cell: ({ deadLetters }) => messages(deadLetters) },
  ]
  return (
    <>
      <h2>{t.queues}</h2>
      {queues ? (
        <>
          <Table
            caption={t.queuesAsOf(moment(queues.countedAt, lang))}
            columns={columns}
            rows={queues.items}
          />
          <p class="quiet">{t.queuesMean}</p>
        </>
      ) : (
        <p class="empty">{t.noQueues}</p>
      )}
    </>
  )
}

function Log({ checkpoint, lang }: { checkpoint: Schemas['LogCheckpoint'] | undefined; lang: Language }) {
  const t = statusTexts[lang]
  return (
    <>
      <h2>{t.log}</h2>
      {checkpoint ? (
        <>
          <Facts
            facts={[
              [t.size, number(checkpoint.size, lang)],
              [t.signed, moment(checkpoint.recordedAt, lang)],
              [t.origin, checkpoint.origin],
              [t.root, <code>{checkpoint.rootHash}</code>],
            ]}
          />
          <p class="quiet">{t.logMeans}</p>
        </>
      ) : (
        <p class="empty">{t.noLog}</p>
      )}
    </>
  )
}
