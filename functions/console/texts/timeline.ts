/** The timeline, and its page. */
import { plural, texts } from '../language.ts'

export const timelineTexts = texts(
  {
    title: 'Timeline',
    titleOf: (lanes: string, window: string) => `Timeline by ${lanes}, ${window}`,
    description: (n: number) =>
      `${plural('en', n, { one: 'event or period', other: 'events and periods' })}. The same stands in the table below.`,
    zoom: 'Zoom in|Zoom out|The whole timeline',
    legend: 'Legend',
    by: { route: 'route', actor: 'actor', country: 'country', agency: 'agency' },
    byName: 'Lanes',
    units: { day: 'day', month: 'month', year: 'year' },
    unitName: 'Unit',
    earlier: 'Earlier',
    later: 'Later',
    imprecise: 'As wide as the date is uncertain',
    period: 'Period',
    open: 'Goes on',
    today: 'Today',
    caption: 'Events and periods of the timeline',
    lane: 'Lane',
    when: 'When',
    what: 'What',
    kind: 'Kind',
    goesOn: (since: string) => `since ${since}`,
    cut: 'Not the whole time fits: go earlier or later, or choose a larger unit.',
    leftOut: {
      before: (n: number) => `${plural('en', n, { one: 'event', other: 'events' })} earlier`,
      after: (n: number) => `${plural('en', n, { one: 'event', other: 'events' })} later`,
      undated: (n: number) => `${plural('en', n, { one: 'event', other: 'events' })} without a date`,
      crowded: (n: number) => `${plural('en', n, { one: 'event', other: 'events' })} for lack of room`,
      lanes: (n: number) => `${plural('en', n, { one: 'lane', other: 'lanes' })} with fewer events`,
    },
    leftOutSays: (what: string) => `Left out of the timeline: ${what}.`,
    newest: (n: number) =>
      `Only the newest ${plural('en', n, { one: 'seizure', other: 'seizures' })} were looked at: narrow the time or use a filter.`,
    partial: (n: number) => `Of each other kind, only ${n} were looked at.`,
    counted: 'There are too many seizures to show each: they are counted by month.',
    empty:
      'Nothing to show in this time. Choose another time or other lanes, take a filter away, or sign in: part of the material is not public.',
  },
  {
    title: 'Хронология',
    titleOf: (lanes: string, window: string) => `Хронология (дорожки: ${lanes}), ${window}`,
    description: (n: number) =>
      `${plural('ru', n, { one: 'событие или период', few: 'события и периода', many: 'событий и периодов', other: 'события' })}. То же — в таблице ниже.`,
    zoom: 'Приблизить|Отдалить|Вся хронология',
    legend: 'Условные обозначения',
    by: { route: 'маршруты', actor: 'структуры', country: 'страны', agency: 'ведомства' },
    byName: 'Дорожки',
    units: { day: 'день', month: 'месяц', year: 'год' },
    unitName: 'Единица',
    earlier: 'Раньше',
    later: 'Позже',
    imprecise: 'Ширина — неопределённость даты',
    period: 'Период',
    open: 'Продолжается',
    today: 'Сегодня',
    caption: 'События и периоды хронологии',
    lane: 'Дорожка',
    when: 'Когда',
    what: 'Что',
    kind: 'Вид',
    goesOn: (since: string) => `с ${since}`,
    cut: 'Всё время не помещается: сдвиньтесь раньше или позже или выберите более крупную единицу.',
    leftOut: {
      before: (n: number) =>
        `${plural('ru', n, { one: 'событие', few: 'события', many: 'событий', other: 'события' })} раньше`,
      after: (n: number) =>
        `${plural('ru', n, { one: 'событие', few: 'события', many: 'событий', other: 'события' })} позже`,
      undated: (n: number) =>
        `${plural('ru', n, { one: 'событие', few: 'события', many: 'событий', other: 'события' })} без даты`,
      crowded: (n: number) =>
        `${plural('ru', n, { one: 'событие', few: 'события', many: 'событий', other: 'события' })} из-за нехватки места`,
      lanes: (n: number) =>
        `${plural('ru', n, { one: 'дорожка', few: 'дорожки', many: 'дорожек', other: 'дорожки' })} с меньшим числом событий`,
    },
    leftOutSays: (what: string) => `В хронологию не вошло: ${what}.`,
    newest: (n: number) =>
      `Учтены только последние изъятия (${n}): сузьте время или добавьте условие отбора.`,
    partial: (n: number) => `Из прочего учтено не более ${n} каждого вида.`,
    counted: 'Изъятий слишком много, чтобы показать каждое: они подсчитаны по месяцам.',
    empty:
      'В этом промежутке показывать нечего. Выберите другое время или другие дорожки, снимите условие отбора или войдите: часть материалов не открыта.',
  },
)
