/** Roles of a country as bars over the years: from since when they are said to apply until they ended, or now. */
import type { Language } from '../language.ts'
import { type CountryRole, endOf, whatOf } from '../roles.ts'
import { codes, nameOf } from '../texts/codes.ts'
import { countriesTexts } from '../texts/countries.ts'
import { linesOf } from './text-box.ts'
import { spanOf } from './time-axis.ts'

const width = 1000
const left = 350
const right = width - 110
const rowHeight = 30
const headHeight = 28
const fontSize = 13
/** Where nothing is dated, so many years are shown; of a bar without a beginning, so much is dashed. */
const yearsMin = 10
const openWidth = 48
const ticksMax = 8

type Props = { roles: readonly CountryRole[]; nowMs: number; lang: Language }

export function RolesPicture({ roles, nowMs, lang }: Props) {
  const t = countriesTexts[lang]
  const thisYear = new Date(nowMs).getUTCFullYear()
  const starts = roles.flatMap(({ since }) => spanOf(since)?.startMs ?? [])
  const firstYear = Math.min(thisYear - yearsMin, ...starts.map((ms) => new Date(ms).getUTCFullYear()))
  const [fromMs, toMs] = [Date.UTC(firstYear, 0), Date.UTC(thisYear + 1, 0)]
  const x = (ms: number) =>
    Math.round(left + ((right - left) * (Math.min(Math.max(ms, fromMs), toMs) - fromMs)) / (toMs - fromMs))
  const step = Math.ceil((thisYear + 1 - firstYear) / ticksMax)
  const ticks = Array.from({ length: ticksMax + 1 }, (_, n) => firstYear + n * step).filter(
    (year) => year <= thisYear,
  )
  const height = headHeight + roles.length * rowHeight + 6
  const past = roles.filter(({ ended }) => ended !== undefined).length
  return (
    <svg class="roles" viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img">
      <title>{t.rolesPicture}</title>
      <desc>{t.rolesDescribed(roles.length - past, past)}</desc>
      {ticks.map((year) => (
        <g class="tick">
          <line x1={x(Date.UTC(year, 0))} x2={x(Date.UTC(year, 0))} y1={headHeight - 6} y2={height} />
          <text x={x(Date.UTC(year, 0))} y={headHeight - 10} text-anchor="middle" font-size={fontSize - 1}>
            {year}
          </text>
        </g>
      ))}
      {roles.map((role, index) => (
        <Bar role={role} y={headHeight + index * rowHeight} x={x} nowMs={nowMs} lang={lang} />
      ))}
    </svg>
  )
}

type BarProps = { role: CountryRole; y: number; x: (ms: number) => number; nowMs: number; lang: Language }

function Bar({ role, y, x, nowMs, lang }: BarProps) {
  const t = countriesTexts[lang]
  const { ended, trend } = role
  const start = spanOf(role.since)?.startMs
  const endMs = ended ? (spanOf(ended.occurred)?.endMs ?? Date.parse(ended.recordedAt)) : nowMs
  const end = x(endMs)
  const begin = start === undefined ? left + openWidth : x(start)
  const name = `${nameOf(codes[lang].countryRole, role.role)}: ${whatOf(role, lang)}`
  const [label = ''] = linesOf(name, fontSize, left - 16, 1)
  const middle = y + rowHeight / 2
  const [endedOn, isOver] = [endOf(role, lang), ended !== undefined]
  const said = isOver && endedOn !== undefined ? t.endedOn(endedOn) : trend && t.trends[trend]
  return (
    <g class={isOver ? 'role over' : 'role'}>
      <text x={0} y={middle + 4} font-size={fontSize}>
        {label}
      </text>
      {start === undefined && <line class="open" x1={left} x2={begin} y1={middle} y2={middle} />}
      <rect x={begin} y={middle - 7} width={Math.max(3, end - begin)} height={14} rx={2} />
      {said && (
        <text class="said" x={Math.max(end, begin) + 8} y={middle + 4} font-size={fontSize - 1}>
          {said}
        </text>
      )}
    </g>
  )
}
