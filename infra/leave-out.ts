/** What packages carry and no Lambda needs, left out of the bundles: half their size, and of what is read at a cold start. */
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { OnLoadArgs, OnLoadResult, Plugin } from 'esbuild'
import { iso31661 } from 'iso-3166/1.js'
import { iso31662 } from 'iso-3166/2.js'

type Leaner = { filter: RegExp; load: (args: OnLoadArgs) => OnLoadResult }

const leaner: readonly Leaner[] = [
  // Lambda passes its role's credentials in the environment: no profiles, no single sign-on, no metadata service.
  {
    filter: /[\\/]credential-provider-node[\\/]dist-es[\\/]index\.js$/,
    load: ({ path }) => ({
      contents: "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env'",
      resolveDir: dirname(path),
    }),
  },
  // The SDK's clients only say who they are.
  {
    filter: /[\\/]node_modules[\\/]@aws-sdk[\\/][^\\/]+[\\/]package\.json$/,
    load: ({ path }) => {
      const { name, version } = JSON.parse(readFileSync(path, 'utf8'))
      return { contents: JSON.stringify({ name, version }), loader: 'json' }
    },
  },
  // Served as the file that it is, and read when somebody asks for it.
  {
    filter: /[\\/]docs[\\/](openapi|asyncapi|problems)\.json$/,
    load: ({ path }) => ({ contents: readFileSync(path), loader: 'copy' }),
  },
  // Codes are enough where no country is called by its name; those of provinces are never shown.
  {
    filter: /[\\/]iso-3166[\\/]1\.js$/,
    load: ({ suffix }) => ({ contents: suffix === withNames ? countriesByName() : countriesByCode() }),
  },
  {
    filter: /[\\/]iso-3166[\\/]2\.js$/,
    load: () => ({
      // Spelled out while it is walked, not whenever a function starts.
      contents: `const under = ${JSON.stringify(provinces())}
export const iso31662 = { *[Symbol.iterator]() {
  for (const country in under) for (const part of under[country].split(' ')) yield { code: country + '-' + part }
} }`,
    }),
  },
]

function countriesByCode(): string {
  return `export const iso31661 = ${listed(iso31661.map(({ alpha2, alpha3 }) => alpha2 + alpha3))}
  .map((codes) => ({ alpha2: codes.slice(0, 2), alpha3: codes.slice(2) }))`
}

function countriesByName(): string {
  return `export const iso31661 = ${listed(iso31661.map(({ alpha2, name }) => alpha2 + name))}
  .map((country) => ({ alpha2: country.slice(0, 2), name: country.slice(2) }))`
}

const listed = (list: readonly string[]) => `${JSON.stringify(list.join('|'))}.split('|')`

/** `{ AD: '02 03 04 …', … }` */
function provinces(): Record<string, string> {
  const byCountry = Map.groupBy(iso31662, ({ code }) => code.slice(0, 2))
  return Object.fromEntries(
    [...byCountry].map(([country, parts]) => [country, parts.map(({ code }) => code.slice(3)).join(' ')]),
  )
}

/** Marks the list of countries with their names, beside that of their codes. */
const withNames = '?names'

export const leaveOut: Plugin = {
  name: 'leave-out',
  setup(build) {
    build.onResolve(
      { filter: /^iso-3166\/1\.js$/ },
      async ({ path, importer, resolveDir, kind, pluginData }) => {
        if (pluginData === withNames || !/[\\/]codes[\\/]iso-names\.ts$/.test(importer)) return undefined
        return {
          ...(await build.resolve(path, { resolveDir, kind, pluginData: withNames })),
          suffix: withNames,
        }
      },
    )
    for (const { filter, load } of leaner) build.onLoad({ filter }, load)
    // Imported when an operation answers with a stream of events: we call none that does. S3's client needs it to load.
    build.onResolve({ filter: /^@smithy\/core\/event-streams$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { external: true } : undefined,
    )
  },
}
