using Altogic.Reactive.Backend.Modules;
using Altogic.Reactive.Backend.Modules.Auth;
using Altogic.Reactive.Backend.Pipeline;
using Altogic.Reactive.Backend.Stores;

namespace Altogic.Reactive.Backend.Hosting.CommandLine;

/// <summary>Sets the access groups of a user in a data folder that no backend is using.</summary>
internal static class AccessGrant
{
    /// <returns>What was done, for the person at the keyboard.</returns>
    /// <exception cref="BackendStartException">The folder, the user or a group is not there.</exception>
    public static async Task<string> RunAsync(GrantCommand command)
    {
        var app = AppFile.Load(AppFile.Find(command.AppFile)) ?? new AppDefinition();
        if (!Directory.Exists(command.DataDirectory))
            throw new BackendStartException($"There is no data folder {Path.GetFullPath(command.DataDirectory)}: name the one that the backend uses with --data DIR.");
        CheckGroups(command, app);
        using var folder = OpenFolder(command);
        await using var services = await BuildAsync(app, folder);
        await services.InitializeBackendAsync(CancellationToken.None);
        try
        {
            await services.GetRequiredService<IAccessGroups>().SetByEmailAsync(command.Email, command.Groups);
        }
        catch (ApiException e)
        {
            throw new BackendStartException($"users grant for --email {command.Email}: {e.Message}", e);
        }

        return command.Groups.Count == 0
            ? $"{command.Email} has no access groups any more, from the next session on."
            : $"{command.Email} has the access groups {string.Join(", ", command.Groups)}, from the next session on.";
    }

    private static void CheckGroups(GrantCommand command, AppDefinition app)
    {
        foreach (var group in command.Groups)
        {
            if (app.AccessGroups.Count == 0 || app.AccessGroups.Contains(group, StringComparer.Ordinal)) continue;
            throw new BackendStartException(
                $"--groups: the app has no access group \"{group}\"{NearMiss.Hint(group, app.AccessGroups)}; it has {string.Join(", ", app.AccessGroups)}.");
        }
    }

    private static DataFolder OpenFolder(GrantCommand command)
    {
        try
        {
            return DataFolder.Open(command.DataDirectory);
        }
        catch (BackendStartException e)
        {
            throw new BackendStartException(
                $"{e.Message} While a backend runs, use PUT /_admin/v1/users/{{id}}/access-groups with an API key of the app.", e);
        }
    }

    private static async Task<ServiceProvider> BuildAsync(AppDefinition app, DataFolder folder)
    {
        var services = new ServiceCollection();
        var keys = await HostKeys.LoadAsync(folder.KeysFile, null, CancellationToken.None);
        services.AddBackendHost(new AltogicBackendOptions(), app, folder, keys, new BackendState());
        return services.BuildServiceProvider();
    }
}
