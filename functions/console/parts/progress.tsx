/** How far something has come, as a bar and as a number. */
import { type Language, number } from '../language.ts'

type Props = { label: string; percent: number; lang: Language }

export function Progress({ label, percent, lang }: Props) {
  return (
    <span class="progress">
      <progress value={percent} max={100} aria-label={label} />{' '}
      {number(percent / 100, lang, { style: 'percent', maximumFractionDigits: 1 })}
    </span>
  )
}

/** The last that was reported in figures. */
export function percentOf(progress: readonly { percent?: string }[]): number | undefined {
  const last = progress.findLast(({ percent }) => percent !== undefined)?.percent
  return last === undefined ? undefined : Number(last)
}
