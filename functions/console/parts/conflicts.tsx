/** Claims that contradict each other, next to each other. */
import { claimTexts } from '../texts/claims.ts'
import { Grade, Sources, Standing } from './claim-cells.tsx'
import { anchorOf, type ClaimedCard } from './claims.tsx'
import { Said, type Telling } from './said.tsx'
import { labelOf } from './value-names.ts'

const conflictsMax = 10
const sidesMax = 6

export function Conflicts({ card, telling }: { card: ClaimedCard; telling: Telling }) {
  const { lang } = telling
  const t = claimTexts[lang]
  const byId = new Map(card.claims.map((claim) => [claim.claimId, claim]))
  if (card.conflicts.length === 0) return null
  return (
    <>
      <h3>{t.conflicts}</h3>
      <p>{t.conflictMeans}</p>
      {card.conflicts.slice(0, conflictsMax).map(({ field, claimIds }) => {
        const sides = claimIds.flatMap((id) => byId.get(id) ?? [])
        return (
          <section class="conflict" aria-label={t.conflict(labelOf(field, lang))}>
            <h4>{labelOf(field, lang)}</h4>
            <div class="columns">
              {sides.slice(0, sidesMax).map((claim) => (
                <div class="panel">
                  <Said field={claim.field} value={claim.value} telling={telling} lang={claim.lang ?? 'en'} />
                  <Standing claim={claim} lang={lang} /> <Grade claim={claim} lang={lang} />
                  <div>
                    <Sources claim={claim} telling={telling} />
                  </div>
                  <p>
                    {claim.postedBy} · <a href={`#${anchorOf(claim.claimId)}`}>{t.toClaim}</a>
                  </p>
                </div>
              ))}
            </div>
            {sides.length > sidesMax && <p>{t.conflictMore(sides.length - sidesMax)}</p>}
          </section>
        )
      })}
    </>
  )
}
