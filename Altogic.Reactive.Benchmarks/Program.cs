Console.WriteLine("Benchmarks arrive with the first measured operation.");
