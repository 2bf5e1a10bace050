import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** The checkout's root. */
export const root = dirname(dirname(import.meta.dirname))

export const read = (file: string): string => readFileSync(join(root, file), 'utf8')

/** Paths below the root that match, sorted. */
export const files = (...patterns: string[]): string[] =>
  globSync(patterns, { cwd: root, exclude: ['**/node_modules/**', '.cache/**', 'cdk.out/**'] })
    .filter((file) => !/^(node_modules|\.cache|cdk\.out|coverage|\.routewatch)\//.test(file))
    .sort()

/** All that is written by hand in TypeScript under these folders. */
export const sources = (...folders: string[]): string[] =>
  files(...folders.map((folder) => `${folder}/**/*.{ts,tsx}`)).filter(
    (file) => !file.endsWith('.generated.ts'),
  )

/** A file's text without its comments, which may speak of what code may not do. */
export const code = (file: string): string =>
  read(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '$1')

export type Import = { from: string; typesOnly: boolean; names: string }

/** What a file imports or re-exports: a path from the root for our own files, else the package's specifier. */
export function imports(file: string): Import[] {
  const text = code(file)
  const statements = [...text.matchAll(/^(?:im|ex)port\b([^'"`;]*?)\bfrom\s*'([^']+)'/gm)].map(
    ([, names = '', from = '']) => ({ names, from }),
  )
  const others = [...text.matchAll(/\bimport\s*\(?\s*'([^']+)'/g)].map(([, from = '']) => ({
    names: '',
    from,
  }))
  return [...statements, ...others].map(({ names, from }) => ({
    from: from.startsWith('.') ? normalize(join(dirname(file), from)) : from,
    typesOnly: /^\s*type\b/.test(names),
    names,
  }))
}
