using Altogic.Reactive.Tests.Testing;

// Test runners do not come by here; tests that need a process of their own do, with the name of what it is to do.
return args is ["throwing-observers", var reporting] ? await ThrowingObservers.RunAsync(reporting) : 2;
