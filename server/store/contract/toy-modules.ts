import { toyModule } from './toy.ts'
import { bellModule } from './toy-bell.ts'
import { deskModule } from './toy-desk.ts'
import { tourModule } from './toy-tour.ts'

/** All toys, for stores whose writer's thread loads its modules by URL. */
export const modules = [toyModule, tourModule, bellModule(), deskModule]
