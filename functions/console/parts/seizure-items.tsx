/** What was seized: each item as it was reported, with what the laboratory found and what it comes to in kilograms. */
import type { Schemas } from '../../../infra/client/api.generated.ts'
import { decimal, type Language } from '../language.ts'
import { Table } from '../table.tsx'
import { circumstances } from '../texts/circumstances.ts'
import { nameOf } from '../texts/codes.ts'
import { seizuresTexts } from '../texts/seizures.ts'
import { ToClaims } from './claims.tsx'
import { equivalent, quantity } from './quantity.ts'
import { substanceName } from './value-names.ts'

type Card = Pick<Schemas['SeizureCard'], 'items' | 'kilogramEquivalent' | 'coverage'>
type Item = Card['items'][number]

export function SeizureItems({ card, lang }: { card: Card; lang: Language }) {
  const t = seizuresTexts[lang]
  const { converted, unconverted } = card.coverage
  return (
    <>
      <h2>{t.items}</h2>
      <Table
        caption={t.itemsCaption}
        columns={[
          { head: t.item, cell: ({ substance }) => substanceName(substance, lang) },
          { head: t.quantity, isAmount: true, cell: ({ quantity: amount }) => quantity(amount, lang) },
          { head: t.form, cell: ({ form }) => form ?? '—' },
          { head: t.purity, cell: ({ purityPercent }) => purity(purityPercent, lang) },
          { head: t.laboratory, cell: (item) => <Laboratory item={item} lang={lang} /> },
          { head: t.equivalent, cell: (item) => <Equivalent item={item} lang={lang} /> },
        ]}
        rows={card.items}
      />
      <p>
        {t.total}: <b>{equivalent(card.kilogramEquivalent, lang)}</b>{' '}
        <span class="quiet">({t.coverage(converted, converted + unconverted)})</span>
      </p>
    </>
  )
}

const purity = (percent: string | undefined, lang: Language): string =>
  percent === undefined ? '—' : `${decimal(percent, lang)} %`

function Laboratory({ item: { laboratory }, lang }: { item: Item; lang: Language }) {
  if (!laboratory) return <span>—</span>
  const { substance, purityPercent, netMass, claimId } = laboratory
  const found = [
    substanceName(substance, lang),
    ...(purityPercent === undefined ? [] : [purity(purityPercent, lang)]),
    ...(netMass === undefined ? [] : [quantity({ ...netMass, basis: 'net' }, lang)]),
  ]
  return (
    <>
      {found.join(', ')} (<ToClaims claimIds={[claimId]} lang={lang} />)
    </>
  )
}

/** A figure says how it was come by; where there is none, why. */
function Equivalent({ item: { kilogramEquivalent: found }, lang }: { item: Item; lang: Language }) {
  if (found === null) return <span class="quiet">{seizuresTexts[lang].notConverted}</span>
  return (
    <>
      {equivalent(found, lang)}{' '}
      <span class="quiet">({nameOf(circumstances[lang].method, found.method)})</span>
    </>
  )
}
