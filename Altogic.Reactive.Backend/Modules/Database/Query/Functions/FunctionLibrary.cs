using System.Collections.Frozen;

namespace Altogic.Reactive.Backend.Modules.Database.Query.Functions;

/// <summary>Every function of the language (expressions §8), by name and by alias, in any letter case.</summary>
internal static class FunctionLibrary
{
    private static readonly FrozenDictionary<string, FunctionDefinition> ByName = Index();

    public static IEnumerable<FunctionDefinition> All => ByName.Values.Distinct();

    public static FunctionDefinition? Find(string name) => ByName.GetValueOrDefault(name);

    public static FunctionDefinition Get(string name) => ByName[name];

    /// <summary>The known name closest to a misspelt one; null when none is close.</summary>
    public static string? Suggest(string name)
    {
        var upper = name.ToUpperInvariant();
        if (upper.Length > 40) return null;
        return ByName.Keys
            .Select(known => (Name: known, Distance: EditDistance.Between(upper, known, 2)))
            .Where(candidate => candidate.Distance <= Math.Max(1, Math.Min(2, upper.Length / 3)))
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .FirstOrDefault().Name;
    }

    private static FrozenDictionary<string, FunctionDefinition> Index()
    {
        IEnumerable<FunctionDefinition>[] families =
        [
            LogicFunctions.All, ComparisonFunctions.All, TypeFunctions.All, ConversionFunctions.All,
            MembershipFunctions.All, ListFunctions.All, ListItemFunctions.All, SetFunctions.All,
            SearchFunctions.All, TextFunctions.All, TextPartFunctions.All, TextShapeFunctions.All, RegexFunctions.All,
            MathFunctions.All, TrigonometryFunctions.All, StatisticsFunctions.All, RandomFunctions.All,
            DateFunctions.All, DatePartFunctions.All, DateArithmeticFunctions.All,
            GeoFunctions.All, ObjectFunctions.All, ValidationFunctions.All, DigestFunctions.All,
        ];
        return families.SelectMany(family => family)
            .SelectMany(function => function.Aliases.Prepend(function.Name).Select(name => KeyValuePair.Create(name, function)))
            .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
