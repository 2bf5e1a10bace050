/** Before a payload goes: afterwards no picture of what stood there can be made again. */
import type { Ledger } from '../ledger/ledger.ts'
import type { ViewGenerations } from '../views/generations.ts'
import { rememberAll } from './picture.ts'

/** Writes down the keys of a subject in every generation that is fed. */
export async function rememberEverywhere(
  subject: string,
  { ledger, views }: { ledger: Ledger; views: Pick<ViewGenerations, 'fed'> },
): Promise<void> {
  for (const generation of await views.fed()) await rememberAll(subject, { ledger, views: generation })
}
