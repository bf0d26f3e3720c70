import { Command } from 'commander';
import { calibrateCommand } from './calibrate.js';

export function modelsCommand(): Command {
  return new Command('models').description('prepare models for the server').addCommand(calibrateCommand());
}
