using Altogic.Reactive.Backend.App.Loading;

namespace Altogic.Reactive.Backend.App.Validation;

/// <summary>The fields of <c>users</c> that authentication writes: an app may declare them again, but not as something else (auth §2.1).</summary>
internal static class UserFieldRules
{
    private static readonly Dictionary<string, FieldType[]> Own = new(StringComparer.Ordinal)
    {
        ["provider"] = [FieldType.Text, FieldType.Options],
        ["providerUserId"] = [FieldType.Text],
        ["email"] = [FieldType.Email, FieldType.Text],
        ["phone"] = [FieldType.Phone, FieldType.Text],
        ["password"] = [FieldType.EncryptedText, FieldType.Text],
        ["profilePicture"] = [FieldType.Text, FieldType.Link, FieldType.File],
        ["name"] = [FieldType.Text],
        ["signUpAt"] = [FieldType.DateTime],
        ["lastLoginAt"] = [FieldType.DateTime],
        ["emailVerified"] = [FieldType.Boolean],
        ["phoneVerified"] = [FieldType.Boolean],
        ["accessGroupKeys"] = [FieldType.List],
    };

    public static void Check(string path, ModelDefinition users, DefinitionProblems problems)
    {
        foreach (var (name, field) in users.Fields)
        {
            if (!Own.TryGetValue(name, out var types) || types.Contains(field.Type)) continue;
            problems.Add(
                $"{path}.fields.{name}.type",
                $"sign-in keeps \"{name}\" as {string.Join(" or ", types.Select(ModelReader.NameOf))}: use that type, or leave the field out.");
        }
    }

    /// <summary>The declared fields and those of authentication, for the names in expressions.</summary>
    public static IReadOnlyDictionary<string, FieldDefinition> With(IReadOnlyDictionary<string, FieldDefinition> declared)
    {
        var all = Own.ToDictionary(o => o.Key, o => new FieldDefinition { Type = o.Value[0] }, StringComparer.Ordinal);
        foreach (var (name, field) in declared) all[name] = field;
        return all;
    }
}
