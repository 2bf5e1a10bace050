/** The cells of a claim: how it stands, how it is graded, where it comes from, who reported it for whom. */
import { date, type Language, moment } from '../language.ts'
import type { Reader } from '../page.ts'
import { claimTexts } from '../texts/claims.ts'
import { nameOf } from '../texts/codes.ts'
import { anchorOf, type Claim } from './claims.tsx'
import type { Telling } from './said.tsx'
import { sourceSubject } from './source-titles.ts'

type Props = { claim: Claim; lang: Language }

const signs = { preferred: '★', live: '●', variant: '≈', disputed: '?', retracted: '✕' } as const

export function Standing({ claim: { status, endorsements = [], disputes = [] }, lang }: Props) {
  const t = claimTexts[lang]
  return (
    <>
      <span class={`tag standing-${status}`}>
        <span aria-hidden="true">{signs[status]}</span> {t.status[status]}
      </span>
      {endorsements.map(({ postedBy, reason }) => (
        <p class="quiet">
          {t.endorsedBy(postedBy)}
          {reason !== undefined && `: ${reason}`}
        </p>
      ))}
      {disputes.map(({ postedBy, reason, counterClaim }) => (
        <p class="quiet">
          {t.disputedBy(postedBy)}
          {reason !== undefined && `: ${reason}`}{' '}
          {counterClaim !== undefined && <a href={`#${anchorOf(counterClaim)}`}>{t.counterClaim}</a>}
        </p>
      ))}
    </>
  )
}

/** The Admiralty pair, and what was sent where that is another. */
export function Grade({ claim: { grading }, lang }: Props) {
  const { admiralty, sent } = grading
  const pair = `${admiralty.source}${admiralty.information}`
  const asSent = `${sent.source}${sent.information}`
  return (
    <>
      <b>{pair}</b>
      {(asSent !== pair || sent.scale !== 'admiralty-6x6') && (
        <p class="quiet">{claimTexts[lang].sent(asSent, sent.scale)}</p>
      )}
    </>
  )
}

export function Sources({ claim: { sources, roots }, telling }: { claim: Claim; telling: Telling }) {
  const t = claimTexts[telling.lang]
  return (
    <>
      <b>{t.roots(roots)}</b>
      {sources.length === 0 ? (
        <p class="quiet">{t.firstHand}</p>
      ) : (
        <ul class="said">
          {sources.map((source) => (
            <li>
              <OneSource source={source} telling={telling} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function OneSource({ source, telling }: { source: Claim['sources'][number]; telling: Telling }) {
  const { lang, related } = telling
  const t = claimTexts[lang]
  const { id, kind, title, url, publishedAt, derivedFrom = [], wording } = source
  const titleOf = (id: string): string => related[sourceSubject(id)] ?? id
  const name = title ?? (id === undefined ? nameOf(t.sourceKind, kind) : titleOf(id))
  const details = [
    ...(name === t.sourceKind[kind] ? [] : [t.sourceKind[kind]]),
    ...(publishedAt === undefined ? [] : [t.published(date(publishedAt, lang))]),
    ...(derivedFrom.length === 0 ? [] : [t.derivedFrom(derivedFrom.map(titleOf).join(', '))]),
  ]
  return (
    <>
      <span {...(title !== undefined && { lang: source.lang ?? 'en' })}>
        {url === undefined ? (
          name
        ) : (
          <a href={url} rel="noopener noreferrer">
            {name}
          </a>
        )}
      </span>
      {details.length > 0 && <span class="quiet"> ({details.join('; ')})</span>}
      {wording !== undefined && (
        <>
          {' '}
          <q lang={source.lang ?? 'en'}>{wording}</q>
        </>
      )}
    </>
  )
}

export function Reporter({
  claim: { postedBy, marking },
  lang,
  reader,
}: Props & { reader: Reader | undefined }) {
  const t = claimTexts[lang]
  return (
    <>
      {postedBy}
      {postedBy === reader?.agency.agencyId && (
        <>
          {' '}
          <span class="tag">{t.yours}</span>
        </>
      )}
      {marking && (
        <p>
          <span class="tag">TLP:{marking.tlp}</span>
        </p>
      )}
      {marking?.releasableTo && marking.releasableTo.length > 0 && (
        <p class="quiet">{t.releasedTo(marking.releasableTo.join(', '))}</p>
      )}
    </>
  )
}

export function Recorded({ claim: { recordedAt }, lang }: Props) {
  return <time datetime={recordedAt}>{moment(recordedAt, lang)}</time>
}
