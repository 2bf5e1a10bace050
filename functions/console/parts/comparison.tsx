/** Two moments of one card beside each other: only what differs, and how it differs in words and signs, not by colour alone. */
import { linkTo } from '../filters.ts'
import { moment } from '../language.ts'
import type { Asked } from '../page.ts'
import { Table } from '../table.tsx'
import { historyTexts } from '../texts/history.ts'
import type { Claim } from './claims.tsx'
import { type Body, type Difference, differences } from './differences.ts'
import type { State } from './history.tsx'
import { Said, type Telling } from './said.tsx'
import { labelOf } from './value-names.ts'

const differencesMax = 100

/** What is no content of a moment, or is told by the history itself. */
const apart = ['subject', 'version', 'knownAt', 'notAsOf', 'truncated', 'related', 'conflicts', 'lifeCycle']

type Props = {
  compared: readonly [State, State]
  asked: Asked
  related: Readonly<Record<string, string>>
  subject: string
}

export function Comparison({ compared: [one, other], asked: { lang, filters }, related, subject }: Props) {
  const t = historyTexts[lang]
  const cards = [one.card ?? {}, other.card ?? {}] as const
  const present = [...new Set(cards.flatMap(({ notAsOf }) => (notAsOf ?? []) as string[]))]
  const found = differences(told(cards[0]), told(cards[1]), [...apart, ...present])
  const names = Object.assign({}, ...cards.map((card) => card.related), related)
  const telling: Telling = { lang, filters, related: names }
  const missing = <p class="empty">{t.notYet}</p>
  return (
    <section class="comparison" aria-labelledby="comparison">
      <h3 id="comparison">{t.comparison}</h3>
      {(!one.card || !other.card) && missing}
      {found.length === 0 ? (
        <p class="empty">{t.same}</p>
      ) : (
        <Table
          caption={t.comparisonOf(moment(one.at, lang), moment(other.at, lang))}
          columns={[
            { head: t.field, cell: ({ field }) => labelOf(field, lang) },
            { head: t.change, cell: (found) => <Change found={found} lang={lang} /> },
            {
              head: moment(one.at, lang),
              cell: (found) => <Side found={found} side="one" telling={telling} />,
            },
            {
              head: moment(other.at, lang),
              cell: (found) => <Side found={found} side="other" telling={telling} />,
            },
          ]}
          rows={found.slice(0, differencesMax)}
        />
      )}
      {found.length > differencesMax && <p class="note">{t.more(found.length - differencesMax)}</p>}
      {present.length > 0 && (
        <p class="note">{t.notCompared(present.map((block) => labelOf(block, lang)).join(', '))}</p>
      )}
      <p>
        <a href={linkTo(`/console/${subject}`, filters)}>{t.close}</a>
      </p>
    </section>
  )
}

/** Of a claim, how it stands: what it says is told by the other fields. */
const told = (card: Body): Body => ({
  ...card,
  ...(Array.isArray(card.claims) && { claims: (card.claims as Claim[]).map(standingOf) }),
})

function standingOf({ claimId, field, status, grading: { admiralty }, roots, postedBy, ...claim }: Claim) {
  return {
    claimId,
    field,
    status,
    grading: `${admiralty.source}${admiralty.information}`,
    roots,
    postedBy,
    ...(claim.disputes && { disputes: claim.disputes.map((dispute) => dispute.postedBy) }),
    ...(claim.endorsements && { endorsements: claim.endorsements.map((endorsed) => endorsed.postedBy) }),
  }
}

function Change({ found, lang }: { found: Difference; lang: Asked['lang'] }) {
  const t = historyTexts[lang]
  const [sign, word] =
    found.one === undefined ? ['+', t.added] : found.other === undefined ? ['−', t.gone] : ['≠', t.changed]
  return (
    <span class="tag">
      <span aria-hidden="true">{sign}</span> {word}
    </span>
  )
}

type SideProps = { found: Difference; side: 'one' | 'other'; telling: Telling }

/** `ins` and `del` are told by screen readers and on paper. */
function Side({ found, side, telling }: SideProps) {
  const value = found[side]
  if (value === undefined) return <>—</>
  const said = <Said field={found.field} value={value} telling={telling} />
  return side === 'one' ? <del>{said}</del> : <ins>{said}</ins>
}
