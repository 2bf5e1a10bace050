/** The one filter bar: a form whose fields are the API's query parameters, kept from page to page by the URL. */
import { countryCodes } from '../../events/codes/countries.ts'
import { substances } from '../../events/codes/substances.ts'
import { countryName } from './countries.ts'
import type { Frame } from './layout.tsx'
import { type FilterName, filterNames } from './page.ts'
import { shell } from './texts/shell.ts'

export function FilterBar({ frame, narrowedBy }: { frame: Frame; narrowedBy: readonly FilterName[] }) {
  const { lang, filters, here, own } = frame
  const t = shell[lang]
  const path = here.split('?')[0] ?? here
  return (
    <search>
      <form class="filters" method="get" action={path} aria-label={t.filters}>
        {Object.entries(own).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {filterNames.map((name) => (
          <p class={narrowedBy.includes(name) ? 'field' : 'field idle'}>
            <label for={`filter-${name}`}>{t.filter[name]}</label>
            <Field name={name} frame={frame} />
            {!narrowedBy.includes(name) && filters[name] !== undefined && <small>{t.notHere}</small>}
          </p>
        ))}
        <p class="buttons">
          <button type="submit">{t.apply}</button> <a href={path}>{t.clear}</a>
        </p>
      </form>
    </search>
  )
}

function Field({ name, frame }: { name: FilterName; frame: Frame }) {
  const { lang, filters } = frame
  const t = shell[lang]
  const value = filters[name] ?? ''
  const id = `filter-${name}`
  switch (name) {
    case 'substance':
      return (
        <Choice
          id={id}
          name={name}
          value={value}
          any={t.any}
          options={Object.entries(substances).map(([code, known]) => [code, known[lang]])}
          lang={lang}
        />
      )
    case 'country':
      return (
        <Choice
          id={id}
          name={name}
          value={value}
          any={t.any}
          options={[...countryCodes].map((code) => [code, countryName(code, lang)])}
          lang={lang}
        />
      )
    case 'knownAt':
      return (
        <input
          id={id}
          name={name}
          value={value}
          placeholder="2026-03-19"
          title={t.knownAtHint}
          autocomplete="off"
        />
      )
    case 'from':
    case 'to':
      return (
        <input
          id={id}
          name={name}
          value={value}
          placeholder="2014-03"
          title={t.dateHint}
          autocomplete="off"
          size={10}
        />
      )
    case 'minKg':
      return <input id={id} name={name} value={value} inputmode="decimal" autocomplete="off" size={6} />
    case 'agency':
      return <input id={id} name={name} value={value} autocomplete="off" spellcheck={false} size={12} />
  }
}

type ChoiceProps = {
  id: string
  name: string
  value: string
  any: string
  options: [string, string][]
  lang: string
}

function Choice({ id, name, value, any, options, lang }: ChoiceProps) {
  const sorted = options.sort(([, one], [, other]) => one.localeCompare(other, lang))
  return (
    <select id={id} name={name}>
      <option value="">{any}</option>
      {sorted.map(([code, label]) => (
        <option value={code} selected={code === value}>
          {label}
        </option>
      ))}
    </select>
  )
}
