import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { bundleFunctions } from '../../infra/bundle.ts'

const outDir = mkdtempSync(join(tmpdir(), 'bundles-'))
afterAll(() => rmSync(outDir, { recursive: true, force: true }))
const { outputs } = await bundleFunctions(outDir)

/** A cold start reads all of it: what answers people stays small. */
const bytesMax = 600_000

type Output = (typeof outputs)[string]

/** The packages and folders that weigh most: where to look when a bundle has outgrown its bound. */
function heaviest({ inputs }: Output): string[] {
  const bytes = new Map<string, number>()
  for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
    const part = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file.split('/').slice(0, 2).join('/')
    bytes.set(part, (bytes.get(part) ?? 0) + bytesInOutput)
  }
  return [...bytes]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 12)
    .map(([part, n]) => `${n} ${part}`)
}

const bundleOf = (name: string): Output => {
  const output = Object.values(outputs).find(
    ({ entryPoint }) => entryPoint === `functions/${name}/handler.ts`,
  )
  if (!output) throw new Error(`No function is called ${name}`)
  return output
}

it.each(['intake', 'query'])('the bundle of %s is at most 600 kB', (name) => {
  const bundle = bundleOf(name)
  expect(bundle.bytes, `heaviest: ${heaviest(bundle).join(', ')}`).toBeLessThanOrEqual(bytesMax)
})

it('leaves out what no Lambda needs', () => {
  const code = Object.values(outputs).filter(({ entryPoint }) => entryPoint?.endsWith('handler.ts'))
  const packed = code.flatMap(({ inputs }) => Object.keys(inputs))
  const unneeded = /credential-provider-(sso|ini|process|imds|http|web|login)|[\\/]openapi\.json$/
  expect(packed.filter((file) => unneeded.test(file))).toEqual([])
})

it('has the names of countries only where they are shown or read', () => {
  const named = globSync('*/index.mjs', { cwd: outDir }).filter((file) =>
    readFileSync(join(outDir, file), 'utf8').includes('Tanzania, United Republic of'),
  )
  expect(named.sort()).toEqual(['console', 'intake', 'query'].map((name) => join(name, 'index.mjs')))
})

it('stands alone: what lies beside a bundle is all that it loads', () => {
  const outside = Object.values(outputs).flatMap(({ entryPoint, imports }) =>
    imports
      .filter(
        ({ path, external, kind }) => external && kind !== 'dynamic-import' && !path.startsWith('node:'),
      )
      .filter(({ path }) => !builtinModules.includes(path))
      .map(({ path }) => `${entryPoint} loads ${path}`),
  )
  expect(outside).toEqual([])
})

it('takes each package in one version', () => {
  const nested = Object.values(outputs).flatMap(({ inputs }) =>
    Object.keys(inputs).filter((file) => /node_modules\/.*\/node_modules\//.test(file)),
  )
  expect(nested).toEqual([])
})
