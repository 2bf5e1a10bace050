/** What codes of the domain are called. Substances and their groups carry their names themselves: `events/codes/substances.ts`. */
import { texts } from '../language.ts'

export const codes = texts(
  {
    status: {
      suspected: 'suspected',
      active: 'active',
      dormant: 'dormant',
      disrupted: 'disrupted',
      unknown: 'unknown',
      retracted: 'retracted',
      redacted: 'redacted',
    },
    countryRole: {
      production: 'production',
      manufacture: 'manufacture',
      departure: 'departure',
      transit: 'transit',
      destination: 'destination',
      consumption: 'consumption',
    },
  },
  {
    status: {
      suspected: 'предполагается',
      active: 'действует',
      dormant: 'бездействует',
      disrupted: 'пресечён',
      unknown: 'неизвестно',
      retracted: 'отозвано',
      redacted: 'изъято',
    },
    countryRole: {
      production: 'производство',
      manufacture: 'изготовление',
      departure: 'отправление',
      transit: 'транзит',
      destination: 'назначение',
      consumption: 'потребление',
    },
  },
)

/** The name of a code, or the code itself where the interface has no word for it. */
export const nameOf = (names: Readonly<Record<string, string>>, code: string): string =>
  Object.hasOwn(names, code) ? (names[code] ?? code) : code
