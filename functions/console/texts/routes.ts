import { plural, texts } from '../language.ts'

export const routesTexts = texts(
  {
    title: 'Routes',
    caption: 'Routes, by what was seized on them',
    name: 'Route',
    status: 'Status',
    substances: 'Substances',
    through: 'Countries',
    seized: 'Seized',
    seizures: 'Seizures',
    last: 'Last',
    empty: 'No route matches. Take a filter away, or sign in: some routes are not public.',
    more: 'There are more routes than one page shows: narrow them by a filter.',
    count: (n: number) => plural('en', n, { one: 'route', other: 'routes' }),
  },
  {
    title: 'Маршруты',
    caption: 'Маршруты по объёму изъятого на них',
    name: 'Маршрут',
    status: 'Статус',
    substances: 'Вещества',
    through: 'Страны',
    seized: 'Изъято',
    seizures: 'Изъятия',
    last: 'Последнее',
    empty: 'Маршрутов не найдено. Снимите условие отбора или войдите: часть маршрутов не открыта.',
    more: 'Маршрутов больше, чем помещается на странице: уточните отбор.',
    count: (n: number) =>
      plural('ru', n, { one: 'маршрут', few: 'маршрута', many: 'маршрутов', other: 'маршрута' }),
  },
)
