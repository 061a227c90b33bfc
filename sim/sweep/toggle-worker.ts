import { parentPort, workerData } from 'node:worker_threads';
import { countRange, type ToggleOrder } from './toggle-runner.ts';

parentPort!.postMessage(countRange(workerData as ToggleOrder));
