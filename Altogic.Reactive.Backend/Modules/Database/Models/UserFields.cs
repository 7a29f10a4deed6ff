namespace Altogic.Reactive.Backend.Modules.Database.Models;

/// <summary>The fields that every user has (auth §2.1); an app definition adds its own.</summary>
internal static class UserFields
{
    public const string Email = "email";
    public const string Phone = "phone";
    public const string Password = "password";
    public const string ProviderUserId = "providerUserId";
    public const string AccessGroupKeys = "accessGroupKeys";

    private static readonly Dictionary<string, FieldDefinition> Own = new(StringComparer.Ordinal)
    {
        ["provider"] = new FieldDefinition { Type = FieldType.Text },
        [ProviderUserId] = new FieldDefinition { Type = FieldType.Text, Indexed = true },
        [Email] = new FieldDefinition { Type = FieldType.Email, Unique = true },
        [Phone] = new FieldDefinition { Type = FieldType.Phone, Unique = true },
        ["profilePicture"] = new FieldDefinition { Type = FieldType.Text },
        ["name"] = new FieldDefinition { Type = FieldType.Text },
        ["signUpAt"] = new FieldDefinition { Type = FieldType.DateTime },
        ["lastLoginAt"] = new FieldDefinition { Type = FieldType.DateTime },
        ["emailVerified"] = new FieldDefinition { Type = FieldType.Boolean },
        ["phoneVerified"] = new FieldDefinition { Type = FieldType.Boolean },
        [AccessGroupKeys] = new FieldDefinition { Type = FieldType.List, Items = FieldType.Text },
    };

    /// <summary>Whether authentication writes the field by itself, and nobody gives it a value.</summary>
    public static bool IsNotedByServer(string field) =>
        field is "provider" or ProviderUserId or "signUpAt" or "lastLoginAt" or "emailVerified" or "phoneVerified" or AccessGroupKeys;

    /// <summary>The platform's fields with those of the app: its type and checks, but never less unique or indexed.</summary>
    public static IReadOnlyDictionary<string, FieldDefinition> With(IReadOnlyDictionary<string, FieldDefinition>? added)
    {
        var fields = new Dictionary<string, FieldDefinition>(Own, StringComparer.Ordinal);
        foreach (var (name, definition) in added ?? Own)
        {
            var own = Own.GetValueOrDefault(name);
            fields[name] = own is null
                ? definition
                : definition with { Unique = definition.Unique || own.Unique, Indexed = definition.Indexed || own.Indexed };
        }

        fields.Remove(Password);
        return fields;
    }
}
