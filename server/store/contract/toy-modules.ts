import { bellModule } from './toy-bell.ts'
import { tourModule } from './toy-tour.ts'
import { toyModule } from './toy.ts'

/** All toys, for stores whose writer's thread loads its modules by URL. */
export const modules = [toyModule, tourModule, bellModule()]
