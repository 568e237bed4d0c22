package sources

import "math"

// The published coordinates of établissements are in metres, in the legal
// projection of each territory. All of these use the ellipsoid GRS80, and
// their systems differ from WGS84 by less than a metre.
const (
	demiGrandAxe  = 6_378_137.0 // metres
	aplatissement = 1 / 298.257222101
)

// projectionDe returns, for the three-character code of a département
// ("001", "974"), how its coordinates become longitude and latitude in
// degrees.
func projectionDe(departement string) func(x, y float64) (lon, lat float64) {
	utm := func(fuseau int, fauxNord float64) func(x, y float64) (float64, float64) {
		return func(x, y float64) (float64, float64) { return inverseUTM(fuseau, x, y-fauxNord) }
	}
	const sud = 10_000_000 // false northing of the southern zones
	switch departement {
	case "971", "972", "977", "978":
		return utm(20, 0) // RRAF91, EPSG:4559
	case "973":
		return utm(22, 0) // RGFG95, EPSG:2972
	case "974":
		return utm(40, sud) // RGR92, EPSG:2975
	case "975":
		return utm(21, 0) // RGSPM06, EPSG:4467
	case "976", "985":
		return utm(38, sud) // RGM04, EPSG:4471
	}
	return inverseLambert93 // RGF93, EPSG:2154
}

// inverseLambert93 follows IGN, "Projection cartographique conique conforme de
// Lambert", NT/G 71, ALG0004 and ALG0002, with the constants published there.
func inverseLambert93(x, y float64) (lon, lat float64) {
	const (
		n  = 0.7256077650
		c  = 11_754_255.426
		xs = 700_000.0
		ys = 12_655_612.050
		e  = 0.08181919112
	)
	r := math.Hypot(x-xs, y-ys)
	isometrique := -math.Log(r/c) / n
	phi := 2*math.Atan(math.Exp(isometrique)) - math.Pi/2
	for range 8 { // each round gains two digits
		s := e * math.Sin(phi)
		phi = 2*math.Atan(math.Pow((1+s)/(1-s), e/2)*math.Exp(isometrique)) - math.Pi/2
	}
	return 3 + degres(math.Atan((x-xs)/(ys-y))/n), degres(phi)
}

// inverseUTM takes the northing from the equator. It follows Karney,
// "Transverse Mercator with an accuracy of a few nanometers" (2011), equations
// 11, 14, 15 and 36, to the fourth order: below a millimetre in a zone.
func inverseUTM(fuseau int, x, y float64) (lon, lat float64) {
	const (
		k0 = 0.9996
		n  = aplatissement / (2 - aplatissement)
		n2 = n * n
		n3 = n2 * n
		n4 = n3 * n
		a  = demiGrandAxe / (1 + n) * (1 + n2/4 + n4/64)
	)
	beta := [...]float64{n/2 - 2*n2/3 + 37*n3/96 - n4/360, n2/48 + n3/15 - 437*n4/1440, 17*n3/480 - 37*n4/840, 4397 * n4 / 161280}
	delta := [...]float64{2*n - 2*n2/3 - 2*n3 + 116*n4/45, 7*n2/3 - 8*n3/5 - 227*n4/45, 56*n3/15 - 136*n4/35, 4279 * n4 / 630}
	xi, eta := y/(k0*a), (x-500_000)/(k0*a)
	xi1, eta1 := xi, eta
	for j, b := range beta {
		k := 2 * float64(j+1)
		xi1 -= b * math.Sin(k*xi) * math.Cosh(k*eta)
		eta1 -= b * math.Cos(k*xi) * math.Sinh(k*eta)
	}
	chi := math.Asin(math.Sin(xi1) / math.Cosh(eta1))
	phi := chi
	for j, d := range delta {
		phi += d * math.Sin(2*float64(j+1)*chi)
	}
	return float64(6*fuseau-183) + degres(math.Atan2(math.Sinh(eta1), math.Cos(xi1))), degres(phi)
}

func degres(radians float64) float64 { return radians * 180 / math.Pi }
