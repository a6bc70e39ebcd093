import { parentPort } from 'node:worker_threads';
import { ownNumbers } from './boxes.ts';

parentPort?.postMessage(ownNumbers('Maglev'));
