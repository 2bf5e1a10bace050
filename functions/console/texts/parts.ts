/** What cards of every kind say about themselves. */
import { texts } from '../language.ts'

export const partsTexts = texts(
  {
    elsewhere: 'The same elsewhere',
    notAsOf: 'This part shows the present: it does not look back with the card.',
    truncated: 'There is more than a card shows: the registers have it all.',
    redacted:
      'What was recorded here has been redacted: its content is gone, that it was there remains on record.',
  },
  {
    elsewhere: 'То же на других страницах',
    notAsOf: 'Эта часть показывает нынешнее состояние: она не смотрит назад вместе с карточкой.',
    truncated: 'Здесь больше, чем помещается в карточке: полностью — в реестрах.',
    redacted: 'Записанное здесь изъято: содержания больше нет, но сам факт записи сохранён.',
  },
)
