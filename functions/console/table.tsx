/** A table that scrolls by itself on narrow screens, also by keyboard. */
import type { Node } from './page.ts'

export type Column<Row> = {
  head: string
  cell: (row: Row) => Node | string | number
  /** Numbers stand under each other. */
  isAmount?: boolean
}

type Props<Row> = {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  /** A heading above says the same to the eye. */
  isHeaded?: boolean
}

/** The first column names its row. */
export function Table<Row>({ caption, columns, rows, isHeaded }: Props<Row>) {
  return (
    <section class="scroll" tabindex={0} aria-label={caption}>
      <table>
        <caption {...(isHeaded && { class: 'visually-hidden' })}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ head, isAmount }) => (
              <th scope="col" {...(isAmount && { class: 'amount' })}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {columns.map(({ cell, isAmount }, index) =>
                index === 0 ? (
                  <th scope="row">{cell(row)}</th>
                ) : (
                  <td {...(isAmount && { class: 'amount' })}>{cell(row)}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
