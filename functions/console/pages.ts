/** Every page, in the order of the navigation. */
import type { Page } from './page.ts'
import { routesPage } from './pages/routes.tsx'

export const pages: readonly Page[] = [routesPage]
