import { randomInt } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeDurably } from './durable-file.ts'

/** The secrets that Secrets Manager would generate: made once, kept in the data folder. */

export type Generation = {
  PasswordLength?: number
  ExcludeCharacters?: string
  ExcludeLowercase?: boolean
  ExcludeUppercase?: boolean
  ExcludeNumbers?: boolean
  ExcludePunctuation?: boolean
  IncludeSpace?: boolean
  SecretStringTemplate?: string
  GenerateStringKey?: string
}

export class Secrets {
  private readonly file: string
  private readonly values: Record<string, string>

  constructor(dataDir: string) {
    this.file = join(dataDir, 'secrets.json')
    this.values = existsSync(this.file) ? JSON.parse(readFileSync(this.file, 'utf8')) : {}
  }

  /** The secret's string; generated and stored at the first call. */
  value(name: string, make: () => string): string {
    const known = this.values[name]
    if (known !== undefined) return known
    const made = make()
    this.values[name] = made
    writeDurably(this.file, JSON.stringify(this.values, null, 2))
    return made
  }
}

/** As GetRandomPassword does, 32 characters unless told; inside a template where one is given. */
export function generateSecret(generation: Generation): string {
  const password = generatePassword(generation)
  const { SecretStringTemplate: template, GenerateStringKey: key } = generation
  if (template === undefined || key === undefined) return password
  return JSON.stringify({ ...(JSON.parse(template) as object), [key]: password })
}

function generatePassword(generation: Generation): string {
  const classes = [
    generation.ExcludeLowercase ? '' : 'abcdefghijklmnopqrstuvwxyz',
    generation.ExcludeUppercase ? '' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
    generation.ExcludeNumbers ? '' : '0123456789',
    generation.ExcludePunctuation ? '' : '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
    generation.IncludeSpace ? ' ' : '',
  ]
  const excluded = new Set(generation.ExcludeCharacters ?? '')
  const alphabet = [...classes.join('')].filter((character) => !excluded.has(character))
  if (alphabet.length === 0) throw new Error('A generated secret excludes every character')
  return Array.from(
    { length: generation.PasswordLength ?? 32 },
    () => alphabet[randomInt(alphabet.length)],
  ).join('')
}
