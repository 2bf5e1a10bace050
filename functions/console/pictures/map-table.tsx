/** What a map shows, as tables. */
import type { Language } from '../language.ts'
import { Table } from '../table.tsx'
import { picturesTexts } from '../texts/pictures.ts'
import { amountOf, type MapArea, type MapDot, type MapLeg } from './map.tsx'

type Props = {
  legs?: readonly MapLeg[]
  areas?: readonly MapArea[]
  dots?: readonly MapDot[]
  lang: Language
}

export function MapTable({ legs = [], areas = [], dots = [], lang }: Props) {
  const t = picturesTexts[lang]
  const linked = (text: string, href: string | undefined) =>
    href === undefined ? text : <a href={href}>{text}</a>
  const seized = { head: t.seized, isAmount: true, cell: ({ kg }: { kg: number }) => amountOf(kg, lang) }
  return (
    <details>
      <summary>{t.asTable}</summary>
      {legs.length > 0 && (
        <Table
          caption={t.legsCaption}
          rows={legs}
          columns={[
            {
              head: t.leg,
              cell: ({ from, to, label, href }) =>
                linked(`${from.name} → ${to.name}${label === undefined ? '' : ` · ${label}`}`, href),
            },
            { head: t.substances, cell: ({ substances }) => substances },
            { head: t.status, cell: ({ suspected }) => (suspected ? t.suspected : t.active) },
            seized,
          ]}
        />
      )}
      {areas.length > 0 && (
        <Table
          caption={t.areasCaption}
          rows={areas}
          columns={[{ head: t.country, cell: ({ name, href }) => linked(name, href) }, seized]}
        />
      )}
      {dots.length > 0 && (
        <Table
          caption={t.dotsCaption}
          rows={dots}
          columns={[{ head: t.place, cell: ({ title, href }) => linked(title, href) }, seized]}
        />
      )}
    </details>
  )
}
